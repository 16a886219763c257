package io.rolloutoperator.analysis.expression;

import io.rolloutoperator.analysis.expression.Type.Kind;
import java.util.List;

/** Rules for arguments that cannot be said as signatures. */
final class Rules {

  private Rules() {}

  /** A single argument of one of these kinds, or of unknown type. */
  static Function.Rule single(String refusal, Type result, Kind... kinds) {
    List<Kind> accepted = List.of(kinds);
    return (_, arguments) -> {
      Type argument = only(arguments);
      if (!argument.isUnknown() && !accepted.contains(argument.kind())) {
        throw new ExpressionFailure(refusal.formatted(shown(argument)));
      }
      return result;
    };
  }

  /** The one argument there is. */
  static Type only(List<Type> arguments) {
    if (arguments.size() != 1) {
      throw new ExpressionFailure(
          "invalid number of arguments (expected 1, got %d)".formatted(arguments.size()));
    }
    return arguments.getFirst();
  }

  /** Numbers or lists, at least one. */
  static Function.Rule aggregate(String name) {
    return (_, arguments) -> {
      if (arguments.isEmpty()) {
        throw new ExpressionFailure("not enough arguments to call " + name);
      }
      for (Type argument : arguments) {
        if (argument.isUnknown() || argument.is(Kind.LIST)) {
          return Type.ANY;
        }
        if (!argument.isNumber() && !argument.is(Kind.SPAN) && !argument.is(Kind.CALENDAR)) {
          throw new ExpressionFailure(
              "invalid argument for %s (type %s)".formatted(name, shown(argument)));
        }
      }
      return arguments.getFirst();
    };
  }

  /** A type's name where the reference prints it raw: nil has none. */
  static String shown(Type type) {
    return type.is(Kind.NIL) ? "%!s(<nil>)" : type.name();
  }
}
