package io.rolloutoperator.notify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.analysis.expression.Json;
import io.rolloutoperator.analysis.expression.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every template of the table gives what the reference implementation gives. */
class TemplateTableTest {

  private static final Path TABLE = Path.of("src/test/resources/testdata/templates.golden");
  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");
  private static final int LEAST_ROWS = 150;

  private record Row(String data, String template, String outcome) {}

  private static List<Row> rows(Map<String, Map<String, Value>> data) {
    List<Row> rows = new ArrayList<>();
    for (String line : lines()) {
      String[] fields = line.split("\t", -1);
      if (line.startsWith("@")) {
        int space = line.indexOf(' ');
        data.put(line.substring(1, space), variables(line.substring(space + 1)));
      } else if (!line.startsWith("#") && fields.length == 3) {
        rows.add(new Row(fields[0], unfolded(fields[1]), unfolded(fields[2])));
      }
    }
    return rows;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(TABLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Value> variables(String json) {
    try {
      Map<String, Value> variables = new HashMap<>();
      new ObjectMapper()
          .readTree(json)
          .properties()
          .forEach(e -> variables.put(e.getKey(), Json.fromTree(e.getValue())));
      variables.put("time", Template.time());
      return variables;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unfolded(String text) {
    return text.replace("␤", "\n").replace("␉", "\t");
  }

  static Stream<Arguments> table() {
    Map<String, Map<String, Value>> data = new HashMap<>();
    return rows(data).stream()
        .map(row -> Arguments.of(row.template, data.get(row.data), row.outcome));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void aTemplateGivesWhatTheReferenceGives(
      String template, Map<String, Value> variables, String outcome) {
    assertThat(outcome(template, variables)).isEqualTo(outcome);
  }

  private static String outcome(String source, Map<String, Value> variables) {
    if (!(Template.parse("t", source) instanceof Template.Parsing.Parsed(Template template))) {
      return "!";
    }
    return switch (template.render(variables, NOW)) {
      case Template.Rendering.Rendered(String text) -> "=" + text;
      case Template.Rendering.Failed _ -> "!";
    };
  }

  @Test
  void theTableIsNotCutShort() {
    assertThat(rows(new HashMap<>())).hasSizeGreaterThan(LEAST_ROWS);
  }
}
