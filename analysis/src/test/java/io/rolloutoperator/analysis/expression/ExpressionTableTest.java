package io.rolloutoperator.analysis.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.analysis.expression.Expression.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of {@code expressions.golden} has the outcome that the reference implementation gave
 * it; {@code src/test/go} recomputes them.
 */
class ExpressionTableTest {

  record Row(String result, String source, String outcome) {
    @Override
    public String toString() {
      return source + " on " + result;
    }
  }

  static Stream<Row> rows() throws IOException {
    return read("/testdata/expressions.golden")
        .lines()
        .filter(l -> !l.isEmpty() && !l.startsWith("#"))
        .map(ExpressionTableTest::row);
  }

  private static Row row(String line) {
    List<String> fields = Arrays.asList(line.split("\t", -1));
    return new Row(fields.get(0), unfold(fields.get(1)), unfold(fields.get(2)));
  }

  private static String unfold(String text) {
    return text.replace('␤', '\n').replace('␉', '\t');
  }

  static String read(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ExpressionTableTest.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void anExpressionHasTheOutcomeOfTheReferenceImplementation(Row row)
      throws JsonProcessingException {
    assertThat(outcome(row.source, result(row.result))).isEqualTo(row.outcome);
  }

  @Test
  void theTableCoversEveryFunction() throws IOException {
    String sources = rows().map(Row::source).reduce("", (a, b) -> a + "\n" + b);

    assertThat(
            Stream.concat(
                Builtins.names().stream(),
                Arrays.stream(PredicateFunction.values()).map(PredicateFunction::functionName)))
        .hasSizeGreaterThan(70)
        .allSatisfy(name -> assertThat(sources).contains(name + "("));
  }

  static String outcome(String source, Value result) {
    return switch (Expression.compile(source)) {
      case Expression.CompileError(String message) -> "error: " + message;
      case Expression.Compiled compiled ->
          switch (compiled.evaluate(result, Instant.parse("2026-05-04T03:02:01Z"))) {
            case Outcome.EvaluationError(String message) -> "error: " + message;
            case Outcome.Evaluated(Value value) ->
                value.typeName() + ": " + Formatter.format(value);
          };
    };
  }

  /** Reads the notation of the table's first column. */
  static Value result(String notation) throws JsonProcessingException {
    String kind = notation.split(" ", 2)[0];
    String rest = notation.substring(kind.length()).strip();
    return switch (kind) {
      case "nil" -> Value.NIL;
      case "float" -> Value.of(GoText.parseFloat(rest));
      case "floats" ->
          Value.ofNumbers(
              Arrays.stream(rest.split(","))
                  .filter(s -> !s.isEmpty())
                  .map(GoText::parseFloat)
                  .toList());
      case "json" -> Json.fromTree(new ObjectMapper().readTree(rest));
      default -> throw new IllegalArgumentException(notation);
    };
  }
}
