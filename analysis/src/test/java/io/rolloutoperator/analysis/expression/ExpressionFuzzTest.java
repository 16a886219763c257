package io.rolloutoperator.analysis.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is written and whatever was measured, the outcome is a value or an error with one line
 * of text.
 */
class ExpressionFuzzTest {

  private static final int ROUNDS = 60_000;

  private static final List<String> TOKENS =
      Stream.concat(
              Stream.concat(Builtins.names().stream(), ConditionFunctions.names().stream())
                  .map(n -> n + "("),
              Stream.concat(
                  Stream.of(PredicateFunction.values()).map(f -> f.functionName() + "("),
                  Stream.of(
                      "result",
                      ".a",
                      "?.b",
                      "[0]",
                      "[",
                      "]",
                      "(",
                      ")",
                      "{",
                      "}",
                      ",",
                      ":",
                      ";",
                      "?",
                      "??",
                      "|",
                      "#",
                      "#acc",
                      "#index",
                      "1",
                      "0",
                      "-1",
                      "2.5",
                      "1e9",
                      "0x1f",
                      "'a'",
                      "'b,c'",
                      "`^a.*`",
                      "nil",
                      "true",
                      "false",
                      "+",
                      "-",
                      "*",
                      "/",
                      "%",
                      "**",
                      "^",
                      "==",
                      "!=",
                      "<",
                      ">=",
                      "and",
                      "or",
                      "not",
                      "in",
                      "not in",
                      "matches",
                      "contains",
                      "startsWith",
                      "..",
                      "let x =",
                      "x",
                      "if",
                      "else",
                      "// c\n",
                      "/* c */",
                      "$env",
                      "::",
                      "@",
                      "\"\\u0041\"",
                      "'1h'",
                      "'2024-01-02'",
                      ".Year()",
                      ".Hours()",
                      "{a: 1}",
                      "[1, 2, 3]",
                      "1..3")))
          .toList();

  private static final List<Value> RESULTS =
      List.of(
          Value.NIL,
          Value.of(0.5),
          Value.of(Double.NaN),
          Value.ofNumbers(List.of()),
          Value.ofNumbers(List.of(1.0, 2.0)),
          Value.of("text"),
          Value.of(true),
          new Value.Mapping(
              Map.of(Value.of("a"), Value.of(1.0), Value.of("b"), Value.NIL),
              Value.MapKind.TEXT_KEYS));

  @Test
  void anySequenceOfTokensEndsInAValueOrAnError() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      String source =
          IntStream.range(0, 1 + random.nextInt(14))
              .mapToObj(_ -> TOKENS.get(random.nextInt(TOKENS.size())))
              .collect(Collectors.joining(" "));
      check(seed, source, RESULTS.get(random.nextInt(RESULTS.size())));
    }
  }

  @Test
  void anySequenceOfCharactersEndsInAValueOrAnError() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    String alphabet = "ab01.,:;?#|&!=<>()[]{}'\"`\\/*-+%^ \n\t\r$_@\u00e9\u2028\ud83d\ude00\ud800";
    for (int i = 0; i < ROUNDS; i++) {
      String source =
          random
              .ints(1 + random.nextInt(20), 0, alphabet.length())
              .mapToObj(c -> alphabet.substring(c, c + 1))
              .collect(Collectors.joining());
      check(seed, source, RESULTS.get(random.nextInt(RESULTS.size())));
    }
  }

  private static void check(long seed, String source, Value result) {
    assertThatCode(() -> assertThat(ExpressionTableTest.outcome(source, result)).isNotEmpty())
        .as("seed %d, expression %s, result %s", seed, source, result)
        .doesNotThrowAnyException();
  }
}
