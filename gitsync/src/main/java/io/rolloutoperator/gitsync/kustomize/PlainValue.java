package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.PlainScalar;

/** What a text means where nothing else says its type. */
final class PlainValue {

  private PlainValue() {}

  /** The value that the text would be in a YAML file without quotes. */
  static JsonNode of(String text) {
    return PlainScalar.of(text).orElseGet(() -> Nodes.FACTORY.textNode(text));
  }
}
