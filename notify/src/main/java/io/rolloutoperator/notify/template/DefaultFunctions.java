package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.ANY;
import static io.rolloutoperator.notify.template.Function.Parameter.BOOL;
import static io.rolloutoperator.notify.template.Function.Parameter.TEXT;

import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.template.JsonText.Style;
import java.util.List;

/** Values that stand in for others, and JSON. */
final class DefaultFunctions {

  static final List<Function> ALL =
      List.of(
          Function.variadic("default", (a, _) -> orDefault(a), ANY, ANY),
          Function.of("empty", (a, _) -> Value.of(!Truth.of(a.getFirst())), ANY),
          Function.variadic("coalesce", (a, _) -> coalesce(a), ANY),
          Function.variadic("all", (a, _) -> Value.of(a.stream().allMatch(Truth::of)), ANY),
          Function.variadic("any", (a, _) -> Value.of(a.stream().anyMatch(Truth::of)), ANY),
          Function.of("ternary", (a, _) -> a.get(Truth.of(a.get(2)) ? 0 : 1), ANY, ANY, BOOL),
          Function.of("fail", (a, _) -> fail(a.getFirst()), TEXT),
          Function.of("fromJson", (a, c) -> read(a, c), TEXT),
          Function.of("mustFromJson", (a, c) -> mustRead(a, c), TEXT),
          json("toJson", Style.COMPACT),
          json("mustToJson", Style.COMPACT),
          json("toPrettyJson", Style.PRETTY),
          json("mustToPrettyJson", Style.PRETTY),
          json("toRawJson", Style.RAW),
          json("mustToRawJson", Style.RAW));

  private DefaultFunctions() {}

  private static Function json(String name, Style style) {
    return Function.of(
        name, (a, c) -> Value.of(JsonText.write(a.getFirst(), style, c.budget())), ANY);
  }

  private static Value orDefault(List<Value> arguments) {
    return arguments.size() > 1 && Truth.of(arguments.get(1)) ? arguments.get(1) : arguments.get(0);
  }

  private static Value coalesce(List<Value> arguments) {
    return arguments.stream().filter(Truth::of).findFirst().orElse(Value.NIL);
  }

  private static Value fail(Value message) {
    throw new TemplateFailure(Texts.of(message));
  }

  private static Value read(List<Value> arguments, Function.Context context) {
    return JsonText.read(Texts.of(arguments.getFirst()), context.budget()).orElse(Value.NIL);
  }

  private static Value mustRead(List<Value> arguments, Function.Context context) {
    return JsonText.read(Texts.of(arguments.getFirst()), context.budget())
        .orElseThrow(() -> new TemplateFailure("invalid JSON"));
  }
}
