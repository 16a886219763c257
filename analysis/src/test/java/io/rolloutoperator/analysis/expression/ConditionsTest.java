package io.rolloutoperator.analysis.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rolloutoperator.analysis.expression.Conditions.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionsTest {

  record Row(String result, String success, String failure, String verdict) {}

  static Stream<Row> rows() throws IOException {
    return ExpressionTableTest.read("/testdata/conditions.golden")
        .lines()
        .filter(l -> !l.isEmpty() && !l.startsWith("#"))
        .map(l -> Arrays.asList(l.split("\t", -1)))
        .map(ConditionsTest::row);
  }

  private static Row row(List<String> fields) {
    assertThat(fields).hasSize(4);
    return new Row(fields.get(0), fields.get(1), fields.get(2), fields.get(3));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void conditionsGiveTheVerdictOfTheTable(Row row) throws JsonProcessingException {
    Verdict verdict =
        Conditions.of(row.success, row.failure)
            .judge(ExpressionTableTest.result(row.result), Instant.parse("2026-05-04T03:02:01Z"));

    assertThat(describe(verdict)).isEqualTo(row.verdict);
  }

  private static String describe(Verdict verdict) {
    return verdict instanceof Verdict.Erroneous(String message)
        ? "Error: " + message
        : verdict.getClass().getSimpleName();
  }
}
