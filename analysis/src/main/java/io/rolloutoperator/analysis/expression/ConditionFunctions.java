package io.rolloutoperator.analysis.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The functions that conditions add to the language. */
final class ConditionFunctions {

  private record Entry(String typeName, Function function) {}

  private static final Map<String, Entry> ALL = new LinkedHashMap<>();

  static {
    add(
        "func(interface {}) int64",
        "asInt",
        Signature.of(Type.INT64, Type.ANY),
        (a, _) -> asInt(a.getFirst()));
    add(
        "func(interface {}) float64",
        "asFloat",
        Signature.of(Type.FLOAT, Type.ANY),
        (a, _) -> asFloat(a.getFirst()));
    add(
        "func(float64) bool",
        "isNaN",
        Signature.of(Type.BOOL, Type.FLOAT),
        (a, _) -> Value.of(Double.isNaN(Arguments.decimal(a.getFirst()))));
    add(
        "func(float64) bool",
        "isInf",
        Signature.of(Type.BOOL, Type.FLOAT),
        (a, _) -> Value.of(Double.isInfinite(Arguments.decimal(a.getFirst()))));
    add(
        "func(interface {}) bool",
        "isNil",
        Signature.of(Type.BOOL, Type.ANY),
        (a, _) -> Value.of(a.getFirst() instanceof Value.Nil));
    add(
        "func(interface {}, interface {}) interface {}",
        "default",
        Signature.of(Type.ANY, Type.ANY, Type.ANY),
        (a, _) -> a.getFirst() instanceof Value.Nil ? a.get(1) : a.getFirst());
  }

  private ConditionFunctions() {}

  private static void add(String typeName, String name, Signature signature, Function.Body body) {
    ALL.put(name, new Entry(typeName, new Function(name, Signature.anyOf(signature), body)));
  }

  static boolean contains(String name) {
    return ALL.containsKey(name);
  }

  static Set<String> names() {
    return ALL.keySet();
  }

  static Function get(String name) {
    return entry(name).function;
  }

  /** The function's own type, as messages name it. */
  static String typeName(String name) {
    return entry(name).typeName;
  }

  private static Entry entry(String name) {
    return Objects.requireNonNull(ALL.get(name), name);
  }

  /**
   * Calls a function. Integers written as literals become floats where the function takes floats.
   */
  static Value call(
      String name, List<Node> written, List<Value> arguments, Function.Context context) {
    boolean takesFloat = typeName(name).startsWith("func(float64)");
    boolean literal = takesFloat && isIntegerLiteral(written.getFirst());
    List<Value> passed =
        literal ? List.of(new Value.Decimal(Numbers.decimal(arguments.getFirst()))) : arguments;
    return get(name).body().apply(passed, context);
  }

  private static boolean isIntegerLiteral(Node node) {
    return switch (node) {
      case Node.IntLiteral _ -> true;
      case Node.Unary unary -> isIntegerLiteral(unary.operand());
      case Node.Binary binary ->
          switch (binary.operator()) {
            case ADD, SUBTRACT, MULTIPLY ->
                isIntegerLiteral(binary.left()) && isIntegerLiteral(binary.right());
            default -> false;
          };
      default -> false;
    };
  }

  private static Value asInt(Value value) {
    return switch (value) {
      case Value.Decimal(double number) ->
          new Value.Int(Arguments.truncate(number), Value.IntKind.INT64);
      case Value.Int(long number, Value.IntKind kind) when kind.isNumber() ->
          new Value.Int(number, Value.IntKind.INT64);
      case Value.Text(String text) ->
          new Value.Int(GoText.parseInt(text, text, 10), Value.IntKind.INT64);
      default -> throw unsupported("asInt()", value);
    };
  }

  private static Value asFloat(Value value) {
    if (Numbers.isNumber(value)) {
      return new Value.Decimal(Numbers.decimal(value));
    }
    if (value instanceof Value.Text(String text)) {
      return new Value.Decimal(GoText.parseFloat(text));
    }
    throw unsupported("asFloat()", value);
  }

  private static ExpressionFailure unsupported(String function, Value value) {
    return new ExpressionFailure(
        "%s not supported on %s %s".formatted(function, value.typeName(), Formatter.format(value)));
  }
}
