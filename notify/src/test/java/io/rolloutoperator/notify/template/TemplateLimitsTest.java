package io.rolloutoperator.notify.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.expression.Value;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a tenant's template may cost, and what it is told when that is too much. Without the limits
 * much of it does not end.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TemplateLimitsTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static String outcome(String source) {
    return switch (Template.parse("t", source)) {
      case Template.Parsing.Refused(String message) -> message;
      case Template.Parsing.Parsed(Template template) ->
          switch (template.render(Map.of("name", Value.of("shop")), NOW)) {
            case Template.Rendering.Failed(String message) -> message;
            case Template.Rendering.Rendered(String text) -> "=" + text;
          };
    };
  }

  static Stream<Arguments> tooMuch() {
    return Stream.of(
        Arguments.of(
            "{{range 100000}}{{range 100000}}x{{end}}{{end}}", "stopped after 100000 steps"),
        Arguments.of("{{range 20000}}xxxx{{end}}", "output larger than 64 KiB"),
        Arguments.of("{{repeat 70000 \"x\"}}", "output larger than 64 KiB"),
        Arguments.of(
            "{{define \"t\"}}{{template \"t\"}}{{end}}{{template \"t\"}}",
            "blocks and templates nested deeper than 100"),
        Arguments.of(
            "{{repeat 9000000 \"x\" | len}}", "error calling repeat: stopped after 100000 steps"),
        Arguments.of(
            "{{until 2000000000 | len}}", "error calling until: stopped after 100000 steps"),
        Arguments.of("{{seq 2000000000 | len}}", "error calling seq: stopped after 100000 steps"),
        Arguments.of(
            "{{$x := repeat 10000 \"ab\"}}{{range 1000}}{{$x = replace \"a\" $x $x}}{{end}}",
            "error calling replace: stopped after 100000 steps"),
        Arguments.of(
            "{{$x := repeat 50000 `<`}}{{range 30}}{{$y := js $x}}{{end}}",
            "error calling js: values larger than 4 MiB"),
        Arguments.of("{{.name.first}}", "unknown field \"first\""));
  }

  /** Small sources that stand for large work, each in its own way. */
  static Stream<Arguments> hidden() {
    String steps = ": stopped after 100000 steps";
    String deep = "{{$d := dict}}{{range until 5000}}{{$d = dict `k` $d}}{{end}}";
    String shared =
        "{{$a := list 1 2}}{{$b := list 1 2}}{{range until 60}}"
            + "{{$a = list $a $a}}{{$b = list $b $b}}{{end}}";
    return Stream.of(
        Arguments.of(
            "{{regexReplaceAll `.+` (repeat 40000 `x`) (repeat 1000 `$0`)}}",
            "regexReplaceAll" + steps),
        Arguments.of(
            "{{contains (print (repeat 50000 `a`) `b`) (repeat 200000 `a`)}}", "contains" + steps),
        Arguments.of("{{replace (repeat 50000 `a`) `` (repeat 200000 `b`)}}", "replace" + steps),
        Arguments.of("{{regexMatch (repeat 10000 `a`) `x`}}", "regexMatch" + steps),
        Arguments.of("{{mulf" + " 1.1".repeat(5000) + "}}", "mulf" + steps),
        Arguments.of(shared + "{{uniq (list $a $b)}}", "uniq" + steps),
        Arguments.of(shared + "{{without $a (first $b)}}", "without" + steps),
        Arguments.of(shared + "{{has $a (list $b)}}", "has" + steps),
        Arguments.of(shared + "{{deepEqual $a $b}}", "deepEqual" + steps),
        Arguments.of(shared + "{{printf `%d` $a}}", "printf" + steps),
        Arguments.of(deep + "{{printf `%d` $d}}", "printf: value nested too deeply"),
        Arguments.of(deep + "{{merge $d $d}}", "merge: value nested too deeply"),
        Arguments.of(
            deep + "{{deepEqual $d (dict `k` $d)}}", "deepEqual: value nested too deeply"));
  }

  @ParameterizedTest
  @MethodSource("hidden")
  void workThatASourceHidesIsPaidFor(String source, String problem) {
    assertThat(outcome(source)).isEqualTo("template \"t\": error calling " + problem);
  }

  /** Calls that cost little each, and one call that costs much, each paid for by one rule. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "upper | {{$t := repeat 50000 `a`}}{{range 33}}{{$x := upper $t}}{{end}}",
        "first | {{$l := until 16000}}{{range 80}}{{$x := first $l}}{{end}}",
        "append | {{$l := until 10000}}{{range 20}}{{$x := append $l 1}}{{end}}",
        "prepend | {{$l := until 10000}}{{range 20}}{{$x := prepend $l 1}}{{end}}",
        "concat | {{$l := until 10000}}{{range 20}}{{$x := concat $l}}{{end}}",
        "uniq | {{$l := until 10000}}{{range 20}}{{$x := uniq $l}}{{end}}",
        "deepEqual | {{$l := list (repeat 50000 `a`)}}{{$m := list (repeat 50000 `a`)}}"
            + "{{range 35}}{{$x := deepEqual $l $m}}{{end}}",
        "trimAll | {{trimAll (repeat 50000 `b`) (repeat 50000 `a`)}}",
        "replace | {{replace (print (repeat 50000 `a`) `b`) `` (repeat 50000 `a`)}}",
        "splitList | {{splitList (print (repeat 30000 `a`) `b`) (repeat 40000 `a`)}}",
        "splitList | {{range 3}}{{$x := splitList `,` (repeat 40000 `,`)}}{{end}}",
        "regexMatch | {{regexMatch (repeat 4000 `a`) (repeat 40000 `b`)}}",
        "regexFindAll | {{regexFindAll `a` (repeat 60000 `a`) -1}}",
        "regexReplaceAllLiteral | {{regexReplaceAllLiteral `a` (repeat 1000 `a`) (repeat 5000 `b`)}}",
        "indent | {{indent 1000 (repeat 5000 \"\\n\")}}",
        "wrapWith | {{wrapWith 1 (repeat 1000 `-`) (repeat 5000 `a `)}}",
        "join | {{join (repeat 5000 `-`) (until 2000)}}",
        "fromJson | {{$j := print `\"` (repeat 50000 `a`) `\"`}}{{range 5}}{{$x := fromJson $j}}{{end}}",
        "toJson | {{$t := repeat 50000 `a`}}{{range 17}}{{$x := toJson $t}}{{end}}",
      })
  void eachCallIsPaidFor(String function, String source) {
    assertThat(outcome(source))
        .isEqualTo(
            "template \"t\": error calling " + function + ": stopped after 100000 steps");
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void aTemplateThatCostsTooMuchIsStoppedWithOneLine(String source, String problem) {
    assertThat(outcome(source)).isEqualTo("template \"t\": " + problem);
  }

  @ParameterizedTest
  @CsvSource({"{{if .name}}, {{end}}", "{{with .name}}, {{end}}", "{{(, )}}"})
  void nestingIsBounded(String open, String close) {
    String source =
        open.startsWith("{{(")
            ? "{{" + "(".repeat(3_000) + "1" + ")".repeat(3_000) + "}}"
            : open.repeat(3_000) + close.repeat(3_000);
    assertThat(outcome(source)).contains("nested deeper than 100");
  }

  @Test
  void aSourceThatIsTooLargeIsRefused() {
    assertThat(outcome("x".repeat(300 * 1024))).isEqualTo("template \"t\": larger than 256 KiB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{nosuch .name}} | template \"t\": line 1: function \"nosuch\" not defined",
        "{{env \"HOME\"}} | template \"t\": line 1: function \"env\" not defined",
        "{{getHostByName \"x\"}} | template \"t\": line 1: function \"getHostByName\" not defined",
        "{{uuidv4}} | template \"t\": line 1: function \"uuidv4\" not defined",
        "{{if .name}} | template \"t\": line 1: unexpected end of the template: a block has no {{end}}",
        "{{$x}} | template \"t\": line 1: undefined variable \"$x\"",
        "{{template \"no\"}} | template \"t\": template \"no\" not defined",
        "{{upper 5}} | template \"t\": expected string; found 5",
        "{{fail \"not today\"}} | template \"t\": error calling fail: not today"
      })
  void aBrokenTemplateIsNamedWithItsLineAndReason(String source, String message) {
    assertThat(outcome(source.strip())).isEqualTo(message.strip());
  }

  @Test
  void backtrackingPatternsTakeNoTime() {
    assertThat(outcome("{{regexMatch \"^(a+)+$\" (cat (repeat 500 \"a\") \"!\")}}"))
        .isEqualTo("=false");
  }
}
