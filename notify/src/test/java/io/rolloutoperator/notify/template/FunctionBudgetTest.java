package io.rolloutoperator.notify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rolloutoperator.notify.template.Function.Parameter;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function of the table, with arguments that stand for far more than they are, again and
 * again: whatever comes of it, it ends, and makes no more than a small heap can hold.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FunctionBudgetTest {

  /** All that one template makes, garbage included. */
  private static final long MOST_BYTES = 400L << 20;

  private static final int REPEATED = 3;

  /** A text of 100,000 characters, and a list and a map of three to the power of 60 values. */
  private static final String LARGE =
      "{{$t := repeat 100000 `<`}}{{$l := list `x` 2}}{{$k := list `x` 2}}"
          + "{{$m := dict `host` $t `path` $t}}{{$n := dict `host` $t `path` `y`}}"
          + "{{range until 60}}{{$l = list $l $l $l}}{{$k = list $k $k $k}}"
          + "{{$m = dict `host` $m `path` $m}}{{$n = dict `host` $n `path` $n}}{{end}}";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<String> functions() {
    return Functions.names().stream().sorted();
  }

  /** The result is kept, so that nothing can be thrown away. */
  @ParameterizedTest
  @MethodSource("functions")
  void whatAFunctionMakesOfLargeValuesIsPaidFor(String name) {
    for (String any :
        List.of("$t", "$l", "$m", "(list $t $t)", "(list $l $k)", "(dict `host` $t)")) {
      String call = call(name, any, any.equals("$l") ? "$k" : any);
      assertThat(
              allocated(
                  LARGE + "{{$r := list}}{{range 30000}}{{$r = list $r " + call + "}}{{end}}"))
          .as(call)
          .isLessThan(MOST_BYTES);
    }
  }

  /** The result is the next argument: what doubles is soon larger than any memory. */
  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionOfItsOwnResultEnds(String name) {
    for (String seed : List.of("`x<`", "(list `x` 2)", "(dict `host` `x`)")) {
      String call = call(name, "$a", "$a");
      assertThat(
              allocated(
                  "{{$t := `x`}}{{$m := dict}}{{$a := "
                      + seed
                      + "}}{{range until 60}}{{$a = "
                      + call
                      + "}}{{end}}{{len (print $a)}}"))
          .as(call)
          .isLessThan(MOST_BYTES);
    }
  }

  /** A call with everything it takes. */
  private static String call(String name, String any, String other) {
    Function function = Functions.get(name);
    List<Parameter> parameters = new ArrayList<>(function.parameters());
    function.rest().ifPresent(rest -> parameters.addAll(Collections.nCopies(REPEATED, rest)));
    List<String> words = new ArrayList<>(List.of(name));
    for (Parameter parameter : parameters) {
      words.add(
          switch (parameter) {
            case ANY -> words.size() % 2 == 1 ? any : other;
            case TEXT -> any.equals("$a") ? "(print $a)" : "$t";
            case INTEGER -> "1000";
            case DECIMAL -> "1e300";
            case BOOL -> "true";
            case DICTIONARY ->
                any.equals("$a")
                    ? "(dict `host` $a `path` $a)"
                    : any.startsWith("(dict") ? any : "$m";
            case TIME -> "now";
          });
    }
    return "(" + String.join(" ", words) + ")";
  }

  private static long allocated(String source) {
    if (!(Template.parse("t", source) instanceof Template.Parsing.Parsed(Template template))) {
      throw new AssertionError(Template.parse("t", source));
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Template.Rendering rendering = template.render(Map.of(), Instant.EPOCH);
    assertThat(rendering).isNotNull();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
