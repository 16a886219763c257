package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * One object on its way through the transformers, with what is remembered of the way: the names it
 * had before, so that references to them can be mended at the end.
 */
final class Resource {

  private static final String METADATA = "metadata";
  private static final String ANNOTATIONS = "annotations";

  private ObjectNode object;
  private final Origin origin;
  private final List<FormerName> formerNames = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private final List<String> suffixes = new ArrayList<>();
  private final BuildTrail trail = new BuildTrail();
  private boolean generated;
  private boolean hashed;

  /** A name before a change; the version is always that of today. */
  private record FormerName(String kind, String name, String namespace) {}

  Resource(ObjectNode object, Origin origin) {
    this.object = object;
    this.origin = origin;
  }

  /** A generator's resource. */
  static Resource generated(ObjectNode object, Origin origin, boolean hashed) {
    Resource resource = new Resource(object, origin);
    resource.generated = true;
    resource.hashed = hashed;
    return resource;
  }

  ObjectNode object() {
    return object;
  }

  void replaceObject(ObjectNode changed) {
    object = changed;
  }

  Origin origin() {
    return origin;
  }

  BuildTrail trail() {
    return trail;
  }

  boolean needsHash() {
    return hashed;
  }

  /** A patch may leave nothing of an object. */
  boolean gone() {
    return object.isEmpty();
  }

  void remove() {
    object = Nodes.FACTORY.objectNode();
  }

  String apiVersion() {
    return Nodes.text(object.get("apiVersion"));
  }

  String kind() {
    return Nodes.text(object.get("kind"));
  }

  String name() {
    return Nodes.text(object.path(METADATA).get("name"));
  }

  String namespace() {
    return Nodes.text(object.path(METADATA).get("namespace"));
  }

  ObjectNode metadata() {
    return Nodes.childObject(object, METADATA);
  }

  void rename(String name) {
    metadata().put("name", name);
  }

  /** An empty namespace takes the field away. */
  void moveTo(String namespace) {
    if (namespace.isEmpty()) {
      metadata().remove("namespace");
    } else {
      metadata().put("namespace", namespace);
    }
  }

  ResourceId id() {
    return ResourceId.of(object);
  }

  /** Every id it had before, the first one first; not the present one. */
  List<ResourceId> formerIds() {
    String group = ResourceId.groupOf(apiVersion());
    String version = ResourceId.versionOf(apiVersion());
    return formerNames.stream()
        .map(f -> new ResourceId(group, version, f.kind(), f.name(), f.namespace(), false))
        .toList();
  }

  /** The id it was read with. */
  ResourceId originalId() {
    return formerNames.isEmpty() ? id() : formerIds().getFirst();
  }

  /** Former ids, then the present one. */
  List<ResourceId> allIds() {
    List<ResourceId> ids = new ArrayList<>(formerIds());
    ids.add(id());
    return ids;
  }

  /** To be called before the name, the namespace or the kind may change. */
  void rememberName() {
    ResourceId id = id();
    formerNames.add(new FormerName(id.kind(), id.name(), id.effectiveNamespace()));
  }

  List<String> prefixes() {
    return prefixes;
  }

  List<String> suffixes() {
    return suffixes;
  }

  /**
   * Takes the place of an older resource that it merges with or replaces: its name and all that is
   * remembered of it. Labels and annotations are those of both, its own first.
   */
  void succeed(Resource older) {
    formerNames.clear();
    formerNames.addAll(older.formerNames);
    prefixes.addAll(older.prefixes);
    suffixes.addAll(older.suffixes);
    generated = older.generated;
    hashed = hashed && older.hashed;
    for (String field : List.of("labels", ANNOTATIONS)) {
      var both = Nodes.marks(older.object.path(METADATA).get(field));
      both.putAll(Nodes.marks(object.path(METADATA).get(field)));
      Nodes.putTexts(metadata(), field, both);
    }
    rename(older.name());
    moveTo(older.namespace());
    trail.succeed(older.trail);
  }

  /**
   * Makes {@code metadata.annotations} if kustomize, which keeps its own notes there while it
   * works, would have it by now: JSON patches can see the difference.
   */
  void exposeAnnotations() {
    if (generated || trail.tracked() || !formerNames.isEmpty() || !prefixes.isEmpty()) {
      Nodes.childObject(metadata(), ANNOTATIONS);
    }
  }

  /** Annotations are texts, whatever was written; an empty mapping of them is left out. */
  void settleAnnotations() {
    Nodes.putTexts(metadata(), ANNOTATIONS, Nodes.marks(metadata().get(ANNOTATIONS)));
  }

  BuildException failure(String message) {
    return BuildException.at(origin, id() + ": " + message);
  }
}
