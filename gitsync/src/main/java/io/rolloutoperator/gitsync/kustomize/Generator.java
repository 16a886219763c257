package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.render.UnitTree;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code configMapGenerator} and {@code secretGenerator}. */
enum Generator {
  CONFIG_MAP("ConfigMap", "configMapGenerator", "ConfigMapGenerator"),
  SECRET("Secret", "secretGenerator", "SecretGenerator");

  private static final int LINE = 70;

  private final String kind;
  private final String field;
  private final String builtin;

  Generator(String kind, String field, String builtin) {
    this.kind = kind;
    this.field = field;
    this.builtin = builtin;
  }

  /**
   * Adds the resources that the field of a kustomization asks for.
   *
   * @param step noted as their origin; null if nobody asked for it
   */
  void generate(
      KustomizationFile file,
      UnitTree tree,
      ResourceList resources,
      BuildTrail.@Nullable Step step) {
    for (ObjectNode arguments : file.objects(field)) {
      Resource resource = resource(arguments, file, tree);
      if (step != null) {
        resource.trail().startAt(step);
      }
      resources.absorb(resource, behavior(arguments));
    }
  }

  String builtin() {
    return builtin;
  }

  private Resource resource(ObjectNode arguments, KustomizationFile file, UnitTree tree) {
    String name = KustomizationFile.text(arguments, "name");
    if (name.isEmpty()) {
      throw file.failure(arguments, field + ": name is missing");
    }
    GeneratorOptions options =
        GeneratorOptions.of(arguments.path("options"), file.root().path("generatorOptions"));
    ObjectNode object = Nodes.FACTORY.objectNode();
    object.put("apiVersion", "v1").put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    String namespace = KustomizationFile.text(arguments, "namespace");
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    Nodes.putTexts(metadata, "labels", options.labels());
    Nodes.putTexts(metadata, "annotations", options.annotations());
    fill(object, arguments, new KeyValues(file, tree).of(arguments));
    if (options.immutable()) {
      object.put("immutable", true);
    }
    return Resource.generated(object, file.place(arguments), options.hash());
  }

  private void fill(ObjectNode object, ObjectNode arguments, Map<String, byte[]> values) {
    if (this == SECRET) {
      String type = KustomizationFile.text(arguments, "type");
      object.put("type", type.isEmpty() ? "Opaque" : type);
      ObjectNode data = object.putObject("data");
      values.forEach((key, value) -> data.put(key, base64(value)));
      return;
    }
    values.forEach(
        (key, value) ->
            Utf8Text.decode(value)
                .ifPresentOrElse(
                    text -> Nodes.childObject(object, "data").put(key, text),
                    () -> Nodes.childObject(object, "binaryData").put(key, base64(value))));
  }

  /** In lines of 70 characters if it does not fit into one, as kustomize writes it. */
  private static String base64(byte[] bytes) {
    String encoded = Base64.getEncoder().encodeToString(bytes);
    if (encoded.length() < LINE) {
      return encoded;
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < encoded.length(); i += LINE) {
      lines.append(encoded, i, Math.min(encoded.length(), i + LINE)).append('\n');
    }
    return lines.toString();
  }

  private static ResourceList.Behavior behavior(ObjectNode arguments) {
    return switch (KustomizationFile.text(arguments, "behavior")) {
      case "merge" -> ResourceList.Behavior.MERGE;
      case "replace" -> ResourceList.Behavior.REPLACE;
      default -> ResourceList.Behavior.CREATE;
    };
  }
}
