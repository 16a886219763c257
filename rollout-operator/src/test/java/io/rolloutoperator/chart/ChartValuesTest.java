package io.rolloutoperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schema, {@code values.yaml} and documentation of the chart's values say the same. */
class ChartValuesTest {

  static Stream<ChartValue> shippedWithADefault() {
    return ChartValue.all().stream()
        .filter(value -> !value.shipped().isMissingNode())
        .filter(value -> !value.byDefault().isMissingNode());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shippedWithADefault")
  void valuesYamlHasTheDefaultOfTheSchema(ChartValue value) {
    assertThat(value.shipped()).isEqualTo(value.byDefault());
  }

  /** What sets no flag has its default from the chart alone. */
  @Test
  void valuesYamlHasEachValueThatIsNoFlag() {
    assertThat(ChartValue.all().stream().filter(value -> value.shipped().isMissingNode()))
        .filteredOn(value -> value.flag().isEmpty())
        .extracting(ChartValue::path)
        .containsExactly("global", "fullnameOverride");
  }

  /** A name that is not known is a mistake at each level; maps of the user's own names excepted. */
  @Test
  void everyGroupRefusesOtherNames() {
    List<String> loose = new ArrayList<>();
    look("", Chart.schema(), loose);

    assertThat(loose).isEmpty();
  }

  private static void look(String path, JsonNode schema, List<String> loose) {
    if (schema.has("properties") && schema.path("additionalProperties").asBoolean(true)) {
      loose.add(path);
    }
    schema
        .path("properties")
        .properties()
        .forEach(child -> look(path + "/" + child.getKey(), child.getValue(), loose));
  }

  /**
   * In Kubernetes an empty list of names stands for every name, and a rule without ports for every
   * port: {@code null}, which takes a default away, must not open what the list was to limit.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("shippedLists")
  void aListThatLimitsCannotBeTakenAway(ChartValue list) {
    JsonNode group = Chart.schema().at(pathOf(list.path()));

    assertThat(Json.elements(group.path("required")).map(JsonNode::asText))
        .contains(list.path().replaceFirst(".*\\.", ""));
    assertThat(list.schema().path("minItems").asInt()).isPositive();
  }

  static Stream<ChartValue> shippedLists() {
    return ChartValue.all().stream()
        .filter(value -> value.shipped().isArray() && !value.shipped().isEmpty());
  }

  /** A template asks a group for its values: without it Helm would name a line of the template. */
  @Test
  void noGroupCanBeTakenAway() {
    List<String> loose = new ArrayList<>();
    lookForGroups("", Chart.schema(), loose);

    assertThat(loose).as("all but what is printed whole").containsOnly("resources");
  }

  private static void lookForGroups(String prefix, JsonNode schema, List<String> loose) {
    for (var child : schema.path("properties").properties()) {
      String name = child.getKey();
      if (new ChartValue(prefix + name, child.getValue()).isGroup()) {
        if (Json.elements(schema.path("required")).noneMatch(one -> one.asText().equals(name))) {
          loose.add(name);
        }
        lookForGroups(prefix + name + ".", child.getValue(), loose);
      }
    }
  }

  /** Of the group that a value is in. */
  private static String pathOf(String value) {
    return value.contains(".")
        ? "/properties/" + value.replaceFirst("\\.[^.]*$", "").replace(".", "/properties/")
        : "";
  }

  @Test
  void everyValueHasAMeaning() {
    assertThat(ChartValue.all()).allMatch(value -> !value.meaning().isBlank());
    assertThat(Json.elements(Chart.schema().path("properties")))
        .allMatch(group -> group.has("description"));
  }

  @Test
  void theDocumentationIsMadeFromTheSchema() throws IOException {
    Path page = Path.of("..", "docs", "chart-values.md");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(page, ValuesReference.page());
    }
    assertThat(ValuesReference.page()).isEqualTo(Files.readString(page));
  }
}
