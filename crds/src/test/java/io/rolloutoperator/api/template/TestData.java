package io.rolloutoperator.api.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Test data of this package: files below {@code testdata/template}. */
final class TestData {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private TestData() {}

  static JsonNode json(String text) {
    return parse(JSON, text);
  }

  static JsonNode yaml(String text) {
    return parse(YAML, text);
  }

  /** The lines of a file, each split at its tabs. */
  static List<List<String>> rows(String file) {
    return text(file).lines().map(line -> List.of(line.split("\t", -1))).toList();
  }

  static String text(String file) {
    String path = "/testdata/template/" + file;
    try (InputStream in = Objects.requireNonNull(TestData.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  private static JsonNode parse(ObjectMapper mapper, String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
