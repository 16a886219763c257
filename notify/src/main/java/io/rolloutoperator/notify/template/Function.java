package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A function of the language.
 *
 * @param name as called
 * @param parameters that must be given
 * @param rest what may follow them, any number of times
 * @param body computes the result
 */
record Function(String name, List<Parameter> parameters, Optional<Parameter> rest, Body body) {

  /** What an argument must be; nothing is converted. */
  enum Parameter {
    ANY("interface {}"),
    TEXT("string"),
    INTEGER("int"),
    DECIMAL("float64"),
    BOOL("bool"),
    DICTIONARY("map[string]interface {}"),
    TIME("time.Time");

    private final String typeName;

    Parameter(String typeName) {
      this.typeName = typeName;
    }

    String typeName() {
      return typeName;
    }
  }

  /** Arguments to result. */
  @FunctionalInterface
  interface Body {
    /**
     * Computes the result.
     *
     * @throws TemplateFailure when there is none
     */
    Value apply(List<Value> arguments, Context context);
  }

  /** What functions may use beside their arguments. */
  record Context(Budget budget, Instant now) {}

  /** A function of fixed parameters. */
  static Function of(String name, Body body, Parameter... parameters) {
    return new Function(name, List.of(parameters), Optional.empty(), body);
  }

  /** A function whose last parameter may be given any number of times. */
  static Function variadic(String name, Body body, Parameter rest, Parameter... parameters) {
    return new Function(name, List.of(parameters), Optional.of(rest), body);
  }

  /** The same function under another name. */
  Function as(String other) {
    return new Function(other, parameters, rest, body);
  }

  /**
   * The parameter that takes the argument at a position.
   *
   * @param count arguments there are
   * @throws TemplateFailure if there are too many or too few
   */
  Parameter parameter(int position, int count) {
    boolean fits = rest.isPresent() ? count >= parameters.size() : count == parameters.size();
    if (!fits) {
      throw new TemplateFailure(
          "wrong number of args for %s: want %s%d got %d"
              .formatted(name, rest.isPresent() ? "at least " : "", parameters.size(), count));
    }
    return position < parameters.size() ? parameters.get(position) : rest.orElseThrow();
  }

  /** Refuses a wrong number of arguments where there are none to ask for. */
  void requireCount(int count) {
    if (count == 0 && !parameters.isEmpty()) {
      parameter(0, count);
    }
  }
}
