package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.template.Function.Parameter;
import java.util.Map;

/** Whether an argument is what a function wants. Only literals adapt to it. */
final class Conversion {

  private Conversion() {}

  /**
   * The value, if it fits.
   *
   * @throws TemplateFailure if it does not
   */
  static Value required(Value value, Parameter parameter) {
    if (parameter == Parameter.DICTIONARY && value instanceof Value.Nil) {
      return Values.dictionary(Map.of());
    }
    boolean fits =
        switch (parameter) {
          case ANY -> true;
          case TEXT -> value instanceof Value.Text;
          case INTEGER ->
              value instanceof Value.Int(long _, Value.IntKind kind) && kind == Value.IntKind.INT;
          case DECIMAL -> value instanceof Value.Decimal;
          case BOOL -> value instanceof Value.Bool;
          case DICTIONARY -> value instanceof Value.Mapping;
          case TIME -> value instanceof Value.Moment;
        };
    if (fits) {
      return value;
    }
    throw new TemplateFailure(
        value instanceof Value.Nil
            ? "invalid value; expected " + parameter.typeName()
            : "wrong type for value; expected %s; got %s"
                .formatted(parameter.typeName(), value.typeName()));
  }

  /** A number as it is written is an integer or a float, as is wanted. */
  static Value number(Operand.NumberLiteral number, Parameter parameter) {
    if (parameter == Parameter.INTEGER && number.isInteger()) {
      return new Value.Int(number.integer());
    }
    if (parameter == Parameter.DECIMAL) {
      return Value.of(number.decimal());
    }
    if (parameter == Parameter.ANY) {
      return number.isFloat() ? Value.of(number.decimal()) : new Value.Int(number.integer());
    }
    throw new TemplateFailure("expected " + parameter.typeName() + "; found " + number.text());
  }
}
