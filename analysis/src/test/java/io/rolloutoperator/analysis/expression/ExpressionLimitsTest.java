package io.rolloutoperator.analysis.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionLimitsTest {

  private static final String TOO_LARGE = "error: expression too large";
  private static final String TOO_COMPLEX = "error: expression too complex";

  static Stream<List<String>> differences() throws IOException {
    return ExpressionTableTest.read("/testdata/differences.golden")
        .lines()
        .filter(l -> !l.isEmpty() && !l.startsWith("#"))
        .map(l -> Arrays.asList(l.split("\t", -1)));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void anExpressionEndsOtherwiseThanInTheReferenceImplementationOnlyWhereTheTableSaysSo(
      List<String> row) throws JsonProcessingException {
    assertThat(ExpressionTableTest.outcome(row.get(1), ExpressionTableTest.result(row.get(0))))
        .isEqualTo(row.get(2))
        .isNotEqualTo(row.get(3));
  }

  @Test
  void aSourceOfFourKibibytesIsReadAndOneByteMoreIsNot() {
    String longest = "true" + " ".repeat(4 * 1024 - 4);

    assertThat(evaluate(longest)).isEqualTo("bool: true");
    assertThat(evaluate(longest + " ")).isEqualTo(TOO_LARGE);
    assertThat(evaluate("'" + "é".repeat(2 * 1024) + "'"))
        .as("bytes, not characters")
        .isEqualTo(TOO_LARGE);
  }

  @Test
  void fiveHundredNodesAreTheMost() {
    assertThat(evaluate(sumOfOnes(250))).as("250 ones and 249 sums").isEqualTo("int: 250");
    assertThat(evaluate(sumOfOnes(251))).isEqualTo(TOO_COMPLEX);
  }

  private static String sumOfOnes(int count) {
    return String.join("+", Collections.nCopies(count, "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(%s)",
        "[%s]",
        "{a: %s}",
        "-%s",
        "len([%s])",
        "1 + (%s)",
        "true ? %s : 1",
        "if true {%s} else {1}",
        "all([1], {%s == 1})"
      })
  void nestingIsBounded(String form) {
    assertThat(evaluate(nested(form, 14))).isNotEqualTo(TOO_COMPLEX);
    assertThat(evaluate(nested(form, 33))).isEqualTo(TOO_COMPLEX);
  }

  private static String nested(String form, int depth) {
    return IntStream.range(0, depth)
        .boxed()
        .reduce("1", (inner, _) -> form.formatted(inner), (a, _) -> a);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1..9223372036854775807",
        "-9223372036854775807..9223372036854775807",
        "repeat('x', 9223372036854775807)",
        "repeat(repeat('x', 100000), 100000)",
        "reduce(1..100, #acc + #acc, 'x')",
        "reduce(1..100, concat(#acc, #acc), [1])",
        "reduce(1..100, [#acc, #acc], 1) == reduce(1..100, [#acc, #acc], 1)",
        "string(reduce(1..64, [#acc, #acc], 1))",
        "toJSON(reduce(1..64, [#acc, #acc], 1))",
        "flatten(reduce(1..64, [#acc, #acc], 1))",
        "max(reduce(1..64, [#acc, #acc], 1))",
        "map(1..1000, map(1..1000, 1))",
        "all(1..1000, all(1..1000, true))",
        "uniq(1..10000)",
        "sortBy(1..60000, -#)",
        "len(split(repeat('a', 100000), ''))",
        "reduce(1..2000, [#acc], 1) == reduce(1..2000, [#acc], 1)",
        "string(reduce(1..2000, [#acc], 1))",
        "flatten(reduce(1..2000, [#acc], 1))",
        "none(1..5000, repeat('a', 1000) matches '(a*)*b')",
        "replace(repeat('a', 10000), 'a', repeat('b', 10000))",
        "join(map(1..1000, repeat('a', 10000)))",
        "repeat('a', 100000) matches '(a|b|c){900}x'",
        "'a' matches repeat('(', 1000)",
        "'a' matches repeat('a', 90000)",
        "'a' matches repeat('(a{9}', 100)",
        "'a' matches '((((((a{10}){10}){10}){10}){10}){10})'",
      })
  void workIsBounded(String source) {
    assertThat(evaluate(source)).isEqualTo(TOO_COMPLEX);
  }

  @Test
  void aDeepResultIsBoundedToo() {
    Value deep =
        IntStream.range(0, 100_000)
            .boxed()
            .reduce(Value.NIL, (v, _) -> new Value.Sequence(List.of(v)), (a, _) -> a);

    assertThat(
            Stream.of(
                    "string(result)",
                    "toJSON(result)",
                    "flatten(result)",
                    "result == result",
                    "max(result)")
                .map(s -> ExpressionTableTest.outcome(s, deep))
                .collect(Collectors.toSet()))
        .containsExactly(TOO_COMPLEX);
  }

  @Test
  void theSameWorkEndsTheSameWayEveryTime() {
    String onTheEdge = "sum(map(1..190, sum(map(1..%d, 1))))";
    List<String> outcomes =
        IntStream.range(80, 200).mapToObj(n -> evaluate(onTheEdge.formatted(n))).toList();

    assertThat(outcomes).contains(TOO_COMPLEX).anyMatch(o -> o.startsWith("int: "));
    assertThat(IntStream.range(80, 200).mapToObj(n -> evaluate(onTheEdge.formatted(n))))
        .isEqualTo(outcomes);
  }

  private static String evaluate(String source) {
    return ExpressionTableTest.outcome(source, Value.NIL);
  }
}
