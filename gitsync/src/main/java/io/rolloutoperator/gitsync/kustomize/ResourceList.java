package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The resources that a kustomization has so far, in the order they came; no two with one id. */
final class ResourceList {

  private List<Resource> resources = new ArrayList<>();

  /** Which ids there are; empty whenever somebody may have changed one. */
  private final Map<ResourceId.Key, Resource> known = new HashMap<>();

  /** What a generated resource does about one that is there already. */
  enum Behavior {
    CREATE,
    MERGE,
    REPLACE
  }

  /** Objects that were read elsewhere; the list works on copies. */
  static ResourceList of(List<Manifest> manifests) {
    ResourceList list = new ResourceList();
    list.append(
        manifests.stream().map(m -> new Resource(m.object().deepCopy(), m.origin())).toList());
    return list;
  }

  /** The objects as they are now. */
  List<Manifest> manifests() {
    return resources.stream().map(each -> new Manifest(each.object(), each.origin())).toList();
  }

  /** The resources, each of which may be changed. */
  List<Resource> all() {
    known.clear();
    return List.copyOf(resources);
  }

  int size() {
    return resources.size();
  }

  /**
   * Adds resources at the end.
   *
   * @throws BuildException if one has the id of another
   */
  void append(List<Resource> more) {
    if (known.isEmpty()) {
      resources.forEach(this::register);
    }
    more.forEach(this::register);
    resources.addAll(more);
  }

  void replaceAll(List<Resource> changed) {
    resources = new ArrayList<>(changed);
    requireDistinct();
  }

  /** Takes away what nothing is left of. */
  void dropGone() {
    resources.removeIf(Resource::gone);
  }

  void removeIf(Predicate<Resource> unwanted) {
    resources.removeIf(unwanted);
  }

  /**
   * Refuses two resources with one id.
   *
   * @throws BuildException naming both places
   */
  void requireDistinct() {
    known.clear();
    resources.forEach(this::register);
  }

  private void register(Resource resource) {
    if (resource.gone()) {
      return;
    }
    Resource other = known.putIfAbsent(resource.id().key(), resource);
    if (other != null) {
      throw alreadyDefined(resource, other);
    }
  }

  private static BuildException alreadyDefined(Resource resource, Resource other) {
    return BuildException.at(
        resource.origin(), resource.id() + " already defined in " + other.origin());
  }

  /** Those that have this id now or had it before. */
  List<Resource> withAnyId(Predicate<ResourceId> wanted) {
    known.clear();
    return resources.stream()
        .filter(each -> !each.gone() && each.allIds().stream().anyMatch(wanted))
        .toList();
  }

  /**
   * Adds a generated resource, or lets it merge with or replace the one with its id.
   *
   * @throws BuildException if there is one and there must not be, or the other way round
   */
  void absorb(Resource resource, Behavior behavior) {
    List<Resource> matches = withAnyId(resource.id()::sameAs);
    if (matches.isEmpty()) {
      if (behavior != Behavior.CREATE) {
        throw resource.failure("nothing to merge with or to replace");
      }
      append(List.of(resource));
      return;
    }
    if (matches.size() > 1) {
      throw resource.failure("more than one object to merge with or to replace");
    }
    Resource older = matches.getFirst();
    if (behavior == Behavior.CREATE) {
      throw alreadyDefined(resource, older);
    }
    known.clear();
    resource.succeed(older);
    if (behavior == Behavior.MERGE) {
      mergeData(resource, older);
      resource.trail().keepStartOf(older.trail());
    }
    resources.set(resources.indexOf(older), resource);
  }

  private static void mergeData(Resource resource, Resource older) {
    for (String field : List.of("data", "binaryData")) {
      var both = Nodes.texts(older.object().get(field));
      both.putAll(Nodes.texts(resource.object().get(field)));
      Nodes.putTexts(resource.object(), field, both);
    }
  }
}
