package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a generator adds to its objects.
 *
 * @param hash whether the hash of the content becomes part of the name
 */
record GeneratorOptions(
    Map<String, String> labels, Map<String, String> annotations, boolean hash, boolean immutable) {

  /** Own options of a generator and those of all; of texts with one key its own counts. */
  static GeneratorOptions of(JsonNode own, JsonNode common) {
    return new GeneratorOptions(
        texts(own, common, "labels"),
        texts(own, common, "annotations"),
        !either(own, common, "disableNameSuffixHash"),
        either(own, common, "immutable"));
  }

  private static boolean either(JsonNode own, JsonNode common, String field) {
    return own.path(field).asBoolean() || common.path(field).asBoolean();
  }

  private static Map<String, String> texts(JsonNode own, JsonNode common, String field) {
    Map<String, String> texts = Nodes.texts(common.get(field));
    texts.putAll(Nodes.texts(own.get(field)));
    return texts;
  }
}
