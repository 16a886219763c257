package io.rolloutoperator.analysis.expression;

import java.util.List;
import java.util.Optional;

/**
 * One way to call a function.
 *
 * @param parameters their types
 * @param variadic whether the last parameter may be repeated or left out
 * @param result its type
 */
record Signature(List<Type> parameters, boolean variadic, Type result) {

  static Signature of(Type result, Type... parameters) {
    return new Signature(List.of(parameters), false, result);
  }

  static Signature variadic(Type result, Type... parameters) {
    return new Signature(List.of(parameters), true, result);
  }

  /** A rule that accepts any of the signatures and reports what the last one misses. */
  static Function.Rule anyOf(Signature... signatures) {
    List<Signature> list = List.of(signatures);
    return (name, arguments) -> {
      Optional<String> problem = Optional.empty();
      for (Signature signature : list) {
        problem = signature.problem(name, arguments);
        if (problem.isEmpty()) {
          return signature.result;
        }
      }
      throw new ExpressionFailure(problem.orElseThrow());
    };
  }

  private Optional<String> problem(String name, List<Type> arguments) {
    int required = variadic ? parameters.size() - 1 : parameters.size();
    if (arguments.size() < required) {
      return Optional.of("not enough arguments to call " + name);
    }
    if (!variadic && arguments.size() > parameters.size()) {
      return Optional.of("too many arguments to call " + name);
    }
    for (int i = 0; i < arguments.size(); i++) {
      Optional<String> problem =
          problem(name, arguments.get(i), parameters.get(Math.min(i, parameters.size() - 1)));
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(String name, Type argument, Type parameter) {
    boolean integerForNumber = argument.is(Type.Kind.INT) && parameter.isNumber();
    if (integerForNumber || argument.isUnknown()) {
      return Optional.empty();
    }
    if (argument.is(Type.Kind.NIL)) {
      return parameter.isUnknown()
          ? Optional.empty()
          : Optional.of(
              "cannot use nil as argument (type %s) to call %s".formatted(parameter.name(), name));
    }
    return argument.isAssignableTo(parameter)
        ? Optional.empty()
        : Optional.of(
            "cannot use %s as argument (type %s) to call %s "
                .formatted(argument.name(), parameter.name(), name));
  }
}
