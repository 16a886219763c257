package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.ANY;

import io.rolloutoperator.analysis.expression.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The functions that the language has without sprig, but for logic. */
final class CoreFunctions {

  static final List<Function> ALL =
      List.of(
          Function.of("len", (a, _) -> length(a.getFirst()), ANY),
          Function.variadic("index", (a, _) -> index(a), ANY, ANY),
          Function.variadic("print", (a, c) -> Value.of(print(a, c)), ANY),
          Function.variadic("println", (a, c) -> Value.of(println(a, c)), ANY),
          Function.variadic(
              "printf",
              (a, c) -> Value.of(new Format(c.budget()).text(a)),
              ANY,
              Function.Parameter.TEXT),
          Function.variadic("html", (a, c) -> Value.of(Escaping.html(print(a, c))), ANY),
          Function.variadic("js", (a, c) -> Value.of(Escaping.script(print(a, c))), ANY),
          Function.variadic(
              "urlquery",
              (a, c) -> Value.of(URLEncoder.encode(print(a, c), StandardCharsets.UTF_8)),
              ANY),
          Function.variadic("call", TimeCalls::call, ANY, ANY));

  private CoreFunctions() {}

  private static Value length(Value value) {
    return switch (value) {
      case Value.Text(String text) -> Values.integer(text.getBytes(StandardCharsets.UTF_8).length);
      case Value.Sequence(List<Value> items, Value.ListKind _) -> Values.integer(items.size());
      case Value.Mapping map -> Values.integer(map.entries().size());
      case Value.Nil _ -> throw new TemplateFailure("len of nil pointer");
      default -> throw new TemplateFailure("len of type " + value.typeName());
    };
  }

  private static Value index(List<Value> arguments) {
    Value item = arguments.getFirst();
    if (item instanceof Value.Nil) {
      throw new TemplateFailure("index of untyped nil");
    }
    for (Value index : arguments.subList(1, arguments.size())) {
      item = element(item, index);
    }
    return item;
  }

  private static Value element(Value item, Value index) {
    return switch (item) {
      case Value.Sequence(List<Value> items, Value.ListKind _) ->
          items.get(position(index, items.size()));
      case Value.Text(String text) -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int octet = Byte.toUnsignedInt(bytes[position(index, bytes.length)]);
        yield new Value.Int(octet, Value.IntKind.UINT8);
      }
      case Value.Mapping map -> {
        if (!(index instanceof Value.Text)) {
          throw new TemplateFailure("value has type " + index.typeName() + "; should be string");
        }
        Value found = map.entries().get(index);
        yield found == null ? Value.NIL : found;
      }
      case Value.Nil _ -> throw new TemplateFailure("index of nil pointer");
      default -> throw new TemplateFailure("can't index item of type " + item.typeName());
    };
  }

  private static int position(Value index, int length) {
    if (!(index instanceof Value.Int(long position, Value.IntKind _))) {
      throw new TemplateFailure("cannot index slice/array with type " + index.typeName());
    }
    if (position < 0 || position >= length) {
      throw new TemplateFailure("index out of range: " + position);
    }
    return (int) position;
  }

  /** All values; a space stands between two of them if neither is a text. */
  private static String print(List<Value> values, Function.Context context) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      boolean spaced =
          i > 0
              && !(values.get(i) instanceof Value.Text)
              && !(values.get(i - 1) instanceof Value.Text);
      out.append(spaced ? " " : "").append(Texts.of(values.get(i), context.budget()));
    }
    return out.toString();
  }

  private static String println(List<Value> values, Function.Context context) {
    return values.stream()
        .map(value -> Texts.of(value, context.budget()))
        .collect(Collectors.joining(" ", "", "\n"));
  }
}
