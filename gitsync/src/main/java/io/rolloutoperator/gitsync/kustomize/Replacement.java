package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.ArrayList;
import java.util.List;

/**
 * One of {@code replacements}: a value of one object is written into fields of others.
 *
 * @param definition as it stands in the file
 * @param place named in messages
 */
record Replacement(JsonNode definition, String place) implements Transformer {

  private static final String DEFAULT_PATH = "metadata.name";

  @Override
  public void transform(ResourceList resources) {
    try {
      boolean sourced = definition.has("source") || definition.has("sourceValue");
      if (!sourced || definition.path("targets").isEmpty()) {
        throw new BuildException("a replacement needs a source and a target");
      }
      JsonNode value = value(resources);
      definition.path("targets").forEach(target -> write(value, target, resources));
    } catch (BinaryNeededException e) {
      throw new BinaryNeededException(place + ": replacements: " + e.what());
    } catch (BuildException e) {
      throw BuildException.in(place, "replacements: " + e.getMessage());
    }
  }

  private JsonNode value(ResourceList resources) {
    JsonNode source = definition.path("source");
    if (definition.has("sourceValue")) {
      if (definition.has("source")) {
        throw new BuildException("source and sourceValue exclude each other");
      }
      return PlainValue.of(Nodes.text(definition.get("sourceValue")));
    }
    String path = orDefault(KustomizationFile.text(source, "fieldPath"));
    Resource from = source(source, resources);
    JsonNode value = FieldLookup.find(from.object(), FieldPath.splitBracketed(path));
    if (value == null || Nodes.absentOrEmpty(value)) {
      throw new BuildException(from.id() + " has no field " + path);
    }
    return refined(value, source.path("options"));
  }

  private static Resource source(JsonNode source, ResourceList resources) {
    List<Resource> matching = new ArrayList<>();
    for (Resource each : resources.all()) {
      if (ids(each).stream().anyMatch(id -> isMeant(source, id))) {
        matching.add(each);
      }
    }
    if (matching.size() != 1) {
      throw new BuildException(
          (matching.isEmpty() ? "no object" : "more than one object") + " matches the source");
    }
    return matching.getFirst();
  }

  /** A source names its object exactly; only a namespace left out matches every one. */
  private static boolean isMeant(JsonNode source, ResourceId id) {
    String namespace = KustomizationFile.text(source, "namespace");
    return matches(source, "group", id.group())
        && matches(source, "version", id.version())
        && matches(source, "kind", id.kind())
        && matches(source, "name", id.name())
        && (namespace.isEmpty()
            || orDefaultNamespace(namespace).equals(orDefaultNamespace(id.namespace())));
  }

  private static boolean matches(JsonNode source, String field, String value) {
    String wanted = KustomizationFile.text(source, field);
    return wanted.isEmpty() || wanted.equals(value);
  }

  private static String orDefaultNamespace(String namespace) {
    return namespace.isEmpty() ? ResourceId.DEFAULT_NAMESPACE : namespace;
  }

  private static String orDefault(String path) {
    return path.isEmpty() ? DEFAULT_PATH : path;
  }

  /** The present id first. */
  private static List<ResourceId> ids(Resource resource) {
    List<ResourceId> ids = new ArrayList<>();
    ids.add(resource.id());
    ids.addAll(resource.formerIds());
    return ids;
  }

  private static JsonNode refined(JsonNode value, JsonNode options) {
    String delimiter = KustomizationFile.text(options, "delimiter");
    if (delimiter.isEmpty()) {
      return value;
    }
    requireScalar(value);
    List<String> parts = Delimited.split(value.asText(), delimiter);
    int index = options.path("index").asInt();
    if (index < 0 || index >= parts.size()) {
      throw new BuildException("options.index " + index + " is out of bounds");
    }
    return TypedText.like(value, parts.get(index));
  }

  private static void requireScalar(JsonNode value) {
    if (!Nodes.scalar(value)) {
      throw new BuildException("a delimiter needs a text");
    }
  }

  private static void write(JsonNode value, JsonNode target, ResourceList resources) {
    if (!target.path("select").isObject()) {
      throw new BuildException("a target needs select");
    }
    Selector select = Selector.of(target.get("select"));
    List<Selector> reject = new ArrayList<>();
    target.path("reject").forEach(each -> reject.add(Selector.of(each)));
    for (Resource each : resources.all()) {
      if (select.matchesLabels(each)
          && reject.stream().noneMatch(r -> rejects(r, each))
          && ids(each).stream().anyMatch(select::matches)) {
        new ReplacementTarget(target, value).write(each);
      }
    }
  }

  private static boolean rejects(Selector reject, Resource resource) {
    return (reject.selectsByLabels() && reject.matchesLabels(resource))
        || (reject.namesObjects() && ids(resource).stream().anyMatch(reject::matches));
  }

  /** The target's field paths. */
  static List<String> fieldPaths(JsonNode target) {
    List<String> paths = KustomizationFile.texts(target.path("fieldPaths"));
    return paths.isEmpty() ? List.of(DEFAULT_PATH) : paths;
  }
}
