package io.rolloutoperator.analysis.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;

/** Reads test data as its author would write it. */
final class Yaml {

  private static final YAMLMapper MAPPER = YAMLMapper.builder().build();

  private Yaml() {}

  static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static <T> T decode(String text, Class<T> type) {
    return switch (Decoder.decode(tree(text), type, "")) {
      case Decoded.Valid<T>(T value) -> value;
      case Decoded.Malformed<T> malformed ->
          throw new IllegalArgumentException(malformed.message());
    };
  }

  /** The problem of a resolution, or its value as text. */
  static String outcome(Resolution<?> resolution) {
    return switch (resolution) {
      case Resolution.Unresolved<?>(String problem) -> problem;
      case Resolution.Resolved<?> resolved -> String.valueOf(resolved.value());
    };
  }
}
