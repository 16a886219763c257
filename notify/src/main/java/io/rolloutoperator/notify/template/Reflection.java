package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.ANY;
import static io.rolloutoperator.notify.template.Function.Parameter.TEXT;

import io.rolloutoperator.analysis.expression.Value;
import java.util.List;

/** What a value is. */
final class Reflection {

  static final List<Function> ALL =
      List.of(
          Function.of("typeOf", (a, _) -> Value.of(a.getFirst().typeName()), ANY),
          Function.of("typeIs", (a, _) -> typeIs(a), TEXT, ANY),
          Function.of("typeIsLike", (a, _) -> typeIs(a), TEXT, ANY),
          Function.of("kindOf", (a, _) -> Value.of(kind(a.getFirst())), ANY),
          Function.of(
              "kindIs", (a, _) -> Value.of(Texts.of(a.get(0)).equals(kind(a.get(1)))), TEXT, ANY),
          Function.of(
              "deepEqual",
              (a, c) -> Value.of(new Equality(c.budget()).equal(a.get(0), a.get(1))),
              ANY,
              ANY));

  private Reflection() {}

  private static Value typeIs(List<Value> arguments) {
    return Value.of(Texts.of(arguments.get(0)).equals(arguments.get(1).typeName()));
  }

  /** The family of a value's type. */
  static String kind(Value value) {
    return switch (value) {
      case Value.Nil _ -> "invalid";
      case Value.Bool _ -> "bool";
      case Value.Int(long _, Value.IntKind kind) ->
          switch (kind) {
            case INT, MONTH, WEEKDAY -> "int";
            case INT64 -> "int64";
            case UINT8 -> "uint8";
          };
      case Value.Decimal _ -> "float64";
      case Value.Text _ -> "string";
      case Value.Sequence _ -> "slice";
      case Value.Mapping _ -> "map";
      case Value.Moment _ -> "struct";
      case Value.Span _ -> "int64";
      case Value.Zone _ -> "ptr";
      case Value.Callable _ -> "func";
    };
  }
}
