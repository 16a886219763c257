package io.rolloutoperator.notify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.template.Function.Parameter;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  private static final int NESTED = 60;

  /** As long as one can be that is read without a step: only how many there are is paid for. */
  private static final String FREE = "x".repeat(15);

  private static final Value TEXT = Value.of("<".repeat(100_000));

  /** A text, equal lists of three to the power of 60 values and a map of two to that of 60. */
  private static final Map<String, Value> LARGE =
      Map.of("t", TEXT, "l", largeList(), "k", largeList(), "m", largeMap());

  private static final String NAMES = "{{$t := .t}}{{$l := .l}}{{$k := .k}}{{$m := .m}}";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<String> functions() {
    return Functions.names().stream().sorted();
  }

  private static Value largeList() {
    Value list = Values.list(List.of(Value.of(FREE), Values.integer(2)));
    for (int i = 0; i < NESTED; i++) {
      list = Values.list(List.of(list, list, list));
    }
    return list;
  }

  private static Value largeMap() {
    Value value = TEXT;
    for (int i = 0; i <= NESTED; i++) {
      value = Values.dictionary(new TreeMap<>(Map.of("host", value, "path", value)));
    }
    return value;
  }

  /** The result is kept, so that nothing can be thrown away. */
  @ParameterizedTest
  @MethodSource("functions")
  void whatAFunctionMakesOfLargeValuesIsPaidFor(String name) {
    for (String call : callsWithLargeValues(name)) {
      assertThat(
              allocated(
                  NAMES + "{{$r := list}}{{range 30000}}{{$r = list $r " + call + "}}{{end}}"))
          .as(call)
          .isLessThan(MOST_BYTES);
    }
  }

  /** One only of a function whose parameters all have types. */
  private static List<String> callsWithLargeValues(String name) {
    return Stream.of("$t", "$l", "$m", "(list $t $t)", "(list $l $k)", "(dict `host` $t)")
        .map(any -> call(name, any, any.equals("$l") ? "$k" : any))
        .distinct()
        .toList();
  }

  /** The result is the next argument: what doubles is soon larger than any memory. */
  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionOfItsOwnResultEnds(String name) {
    for (String seed :
        List.of("`x<`", "(list `%s` 2)".formatted(FREE), "(dict `host` `%s`)".formatted(FREE))) {
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
    Template.Rendering rendering = template.render(LARGE, Instant.EPOCH);
    assertThat(rendering).isNotNull();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
