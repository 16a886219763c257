package io.rolloutoperator.notify.template;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.GoldenFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a template is, it ends in a text or in one line that says why there is none. */
class TemplateFuzzTest {

  private static final int ROUNDS = 3_000;
  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static final Map<String, Value> DATA =
      Map.of(
          "name",
          Value.of("shop"),
          "number",
          Value.of(-7.5),
          "list",
          new Value.Sequence(List.of(Value.of("a"), Value.NIL, Value.of(2.0))),
          "time",
          Template.time());

  private static final List<String> ARGUMENTS =
      List.of(
          ".name",
          ".number",
          ".list",
          ".missing",
          "nil",
          "-1",
          "0",
          "9223372036854775807",
          "1.5",
          "1e300",
          "\"\"",
          "\"x\"",
          "\"-1h\"",
          "\"2006-01-02\"",
          "\"(\"",
          "true",
          "(dict \"a\" 1)",
          "(list 1 2)",
          "(call .time.Now)",
          "(until 3)",
          ".time.Now");

  private static void render(String source) {
    if (Template.parse("t", source) instanceof Template.Parsing.Parsed(Template template)) {
      template.render(DATA, NOW);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyFunctionTakesAnyArguments(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (String function : Functions.names()) {
      for (int round = 0; round < 40; round++) {
        StringBuilder source = new StringBuilder("{{").append(function);
        for (int i = random.nextInt(5); i > 0; i--) {
          source.append(' ').append(ARGUMENTS.get(random.nextInt(ARGUMENTS.size())));
        }
        String template = source.append("}}").toString();
        assertThatCode(() -> render(template)).as(template).doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void brokenTemplatesEndInOneLine(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<String> templates = templates();
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder source = new StringBuilder(templates.get(random.nextInt(templates.size())));
      for (int change = random.nextInt(4); change >= 0 && !source.isEmpty(); change--) {
        change(source, templates, random);
      }
      String template = source.toString();
      assertThatCode(() -> render(template)).as(template).doesNotThrowAnyException();
    }
  }

  private static void change(StringBuilder source, List<String> templates, RandomGenerator random) {
    int at = random.nextInt(source.length());
    String other = templates.get(random.nextInt(templates.size()));
    switch (random.nextInt(4)) {
      case 0 -> source.deleteCharAt(at);
      case 1 -> source.insert(at, "{}|()$.\"'`:=,\\ \n\u0000é".charAt(random.nextInt(17)));
      case 2 -> source.setLength(at);
      default -> source.insert(at, other, 0, random.nextInt(other.length()));
    }
  }

  private static List<String> templates() {
    List<String> templates = new ArrayList<>();
    for (String line : GoldenFile.read("templates.golden").lines().toList()) {
      String[] fields = line.split("\t", -1);
      if (fields.length == 3 && !fields[1].isEmpty()) {
        templates.add(fields[1]);
      }
    }
    return templates;
  }
}
