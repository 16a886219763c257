package io.rolloutoperator.analysis.expression;

import io.rolloutoperator.analysis.expression.Type.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Functions from one type to another. */
final class ConversionFunctions {

  private static final Function.Rule TEXT_TO_TEXT =
      Signature.anyOf(Signature.of(Type.TEXT, Type.TEXT));
  private static final Function.Rule ANY_TO_TEXT =
      Signature.anyOf(Signature.of(Type.TEXT, Type.ANY));

  static final List<Function> ALL =
      List.of(
          new Function("type", ANY_TO_TEXT, (a, _) -> Value.of(typeName(a.getFirst()))),
          new Function("int", number("int", Type.INT), (a, _) -> toInt(a.getFirst())),
          new Function("float", number("float", Type.FLOAT), (a, _) -> toFloat(a.getFirst())),
          new Function("string", ANY_TO_TEXT, ConversionFunctions::toText),
          new Function(
              "toJSON", ANY_TO_TEXT, (a, c) -> Value.of(Json.write(a.getFirst(), c.budget()))),
          new Function(
              "fromJSON",
              Signature.anyOf(Signature.of(Type.ANY, Type.TEXT)),
              (a, c) -> Json.parse(Arguments.text(a.getFirst()), c.budget())),
          new Function("toBase64", TEXT_TO_TEXT, ConversionFunctions::toBase64),
          new Function("fromBase64", TEXT_TO_TEXT, ConversionFunctions::fromBase64));

  private ConversionFunctions() {}

  private static Function.Rule number(String name, Type result) {
    return Rules.single(
        "invalid argument for " + name + " (type %s)",
        result,
        Kind.INT,
        Kind.FLOAT,
        Kind.TEXT,
        Kind.CALENDAR,
        Kind.SPAN);
  }

  private static String typeName(Value value) {
    return switch (value) {
      case Value.Nil _ -> "nil";
      case Value.Bool _ -> "bool";
      case Value.Int(long _, Value.IntKind kind) -> typeName(kind);
      case Value.Decimal _ -> "float";
      case Value.Text _ -> "string";
      case Value.Sequence _ -> "array";
      case Value.Mapping _ -> "map";
      case Value.Moment _, Value.Span _ -> value.typeName();
      case Value.Zone _ -> "unknown";
      case Value.Callable _ -> "func";
    };
  }

  private static String typeName(Value.IntKind kind) {
    return switch (kind) {
      case INT, INT64 -> "int";
      case UINT8 -> "uint";
      case MONTH, WEEKDAY -> kind.typeName();
    };
  }

  private static Value toInt(Value value) {
    return switch (value) {
      case Value.Int(long number, Value.IntKind _) -> new Value.Int(number);
      case Value.Decimal(double number) -> new Value.Int(Arguments.truncate(number));
      case Value.Span(long nanos) -> new Value.Int(nanos);
      case Value.Text(String text) -> {
        try {
          yield new Value.Int(GoText.parseInt(text, text, 10));
        } catch (ExpressionFailure e) {
          throw new ExpressionFailure("invalid operation: int(" + text + ")");
        }
      }
      case Value.Nil _ ->
          throw new ExpressionFailure("reflect: call of reflect.Value.Type on zero Value");
      default -> throw new ExpressionFailure("invalid operation: int(" + value.typeName() + ")");
    };
  }

  private static Value toFloat(Value value) {
    if (value instanceof Value.Text(String text)) {
      try {
        return new Value.Decimal(GoText.parseFloat(text));
      } catch (ExpressionFailure e) {
        throw new ExpressionFailure("invalid operation: float(" + text + ")");
      }
    }
    return new Value.Decimal(Numbers.decimal(value));
  }

  private static Value toText(List<Value> arguments, Function.Context context) {
    String text = Formatter.format(arguments.getFirst());
    context.budget().text(text.length());
    return new Value.Text(text);
  }

  private static Value toBase64(List<Value> arguments, Function.Context context) {
    byte[] bytes = GoText.bytes(Arguments.text(arguments.getFirst()));
    context.budget().text(bytes.length * 2L);
    return new Value.Text(Base64.getEncoder().encodeToString(bytes));
  }

  private static Value fromBase64(List<Value> arguments, Function.Context context) {
    String text = Arguments.text(arguments.getFirst()).replace("\n", "").replace("\r", "");
    context.budget().text(text.length());
    if (text.length() % 4 != 0) {
      throw new ExpressionFailure("illegal base64 data at input byte " + firstIllegal(text));
    }
    try {
      return new Value.Text(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new ExpressionFailure("illegal base64 data at input byte " + firstIllegal(text));
    }
  }

  private static int firstIllegal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean legal = c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/');
      if (!legal) {
        return i;
      }
    }
    return text.length() / 4 * 4;
  }
}
