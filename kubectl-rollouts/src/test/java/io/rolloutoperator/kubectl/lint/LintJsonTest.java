package io.rolloutoperator.kubectl.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.lint.SourceFile.Choice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The report is as the schema of the documentation says. */
class LintJsonTest {

  private static final Path SCHEMA = Path.of("..", "docs", "lint.schema.json");

  private static JsonNode report(String text) {
    SourceFile file =
        SourceFile.read("f.yaml", text.getBytes(StandardCharsets.UTF_8), Choice.NAMED);
    return LintJson.of(Lint.of(List.of(file), List.of()));
  }

  /** Types, enumerations, required and known properties: all that the schema uses. */
  private static void fits(JsonNode value, JsonNode schema) {
    switch (schema.path("type").asText()) {
      case "object" -> {
        schema.path("required").forEach(name -> assertThat(value.has(name.asText())).isTrue());
        value
            .properties()
            .forEach(
                field -> {
                  assertThat(schema.path("properties").has(field.getKey())).isTrue();
                  fits(field.getValue(), schema.path("properties").path(field.getKey()));
                });
      }
      case "array" -> {
        assertThat(value.isArray()).isTrue();
        value.forEach(element -> fits(element, schema.path("items")));
      }
      case "integer" ->
          assertThat(value.asInt(-1)).isGreaterThanOrEqualTo(schema.path("minimum").asInt());
      case "string" -> {
        assertThat(value.isTextual()).isTrue();
        if (schema.has("enum")) {
          assertThat(schema.path("enum")).contains(value);
        }
      }
      default -> throw new AssertionError("the schema has an unknown type: " + schema);
    }
  }

  @Test
  void theReportFitsTheSchema() throws IOException {
    JsonNode schema = Json.read(Files.readString(SCHEMA));
    String wrong =
        "apiVersion: argoproj.io/v1alpha1\nkind: Experiment\nmetadata: {name: x}\nspec: {templats: []}";
    for (JsonNode report : List.of(report(wrong), report(""), report("a: [1"))) {
      assertThat(report.path("findings")).isNotEmpty();
      fits(report, schema);
    }
  }

  @Test
  void findingsAreCountedBySeverity() {
    JsonNode report =
        report(
            "apiVersion: argoproj.io/v1alpha1\nkind: Experiment\nmetadata: {name: x}\nspec: {templats: []}");
    assertThat(report.path("objects").asInt()).isEqualTo(1);
    assertThat(report.path("errors").asInt()).isEqualTo(2);
    assertThat(report.path("warnings").asInt()).isEqualTo(1);
  }
}
