package io.rolloutoperator.analysis.expression;

import io.rolloutoperator.analysis.expression.Type.Kind;
import java.util.List;
import java.util.Optional;

/** Which operands infix operators take, and the type of what they make. */
final class OperatorTypes {

  private static final List<Kind> BOOLS = List.of(Kind.BOOL);
  private static final List<Kind> TEXTS = List.of(Kind.TEXT);
  private static final List<Kind> INTEGERS = List.of(Kind.INT);
  private static final List<Kind> NUMBERS = List.of(Kind.INT, Kind.FLOAT);
  private static final List<Kind> ORDERED =
      List.of(Kind.INT, Kind.FLOAT, Kind.TEXT, Kind.TIME, Kind.SPAN);
  private static final List<Kind> SUBTRACTED = List.of(Kind.INT, Kind.FLOAT, Kind.TIME, Kind.SPAN);
  private static final List<Kind> MULTIPLIED = List.of(Kind.INT, Kind.FLOAT, Kind.SPAN);

  private OperatorTypes() {}

  static Type check(Node.Binary binary, Type left, Type right) {
    return result(binary, left, right)
        .orElseThrow(
            () ->
                new ExpressionFailure(
                    "invalid operation: %s (mismatched types %s and %s)"
                        .formatted(binary.symbol(), left.name(), right.name())));
  }

  private static Optional<Type> result(Node.Binary binary, Type left, Type right) {
    return switch (binary.operator()) {
      case EQUAL, NOT_EQUAL -> when(left.isComparableTo(right), Type.BOOL);
      case OR, AND -> when(both(left, right, Kind.BOOL) || left.mayMatch(right, BOOLS), Type.BOOL);
      case LESS, GREATER, LESS_OR_EQUAL, GREATER_OR_EQUAL ->
          when(isOrdered(left, right) || left.mayMatch(right, ORDERED), Type.BOOL);
      case ADD -> sum(left, right);
      case SUBTRACT -> difference(left, right);
      case MULTIPLY -> product(left, right);
      case DIVIDE, POWER -> when(numbers(left, right) || left.mayMatch(right, NUMBERS), Type.FLOAT);
      case MODULO -> remainder(binary, left, right);
      case RANGE ->
          when(
              both(left, right, Kind.INT) || left.mayMatch(right, INTEGERS), Type.listOf(Type.INT));
      case IN -> membership(left, right);
      case MATCHES -> {
        constantPattern(binary.right());
        yield when(both(left, right, Kind.TEXT) || left.mayMatch(right, TEXTS), Type.BOOL);
      }
      case CONTAINS, STARTS_WITH, ENDS_WITH ->
          when(both(left, right, Kind.TEXT) || left.mayMatch(right, TEXTS), Type.BOOL);
      case COALESCE -> Optional.of(coalesced(left, right));
      case PIPE -> throw new IllegalStateException("pipes are calls in the tree");
    };
  }

  private static Optional<Type> when(boolean fits, Type type) {
    return fits ? Optional.of(type) : Optional.empty();
  }

  private static boolean both(Type left, Type right, Kind kind) {
    return left.is(kind) && right.is(kind);
  }

  private static boolean numbers(Type left, Type right) {
    return left.isNumber() && right.isNumber();
  }

  private static boolean isOrdered(Type left, Type right) {
    return numbers(left, right)
        || both(left, right, Kind.TEXT)
        || both(left, right, Kind.TIME)
        || both(left, right, Kind.SPAN);
  }

  private static Optional<Type> sum(Type left, Type right) {
    if (numbers(left, right)) {
      return Optional.of(left.promotedWith(right));
    }
    if (both(left, right, Kind.TEXT)) {
      return Optional.of(Type.TEXT);
    }
    if ((left.is(Kind.TIME) && right.is(Kind.SPAN))
        || (left.is(Kind.SPAN) && right.is(Kind.TIME))) {
      return Optional.of(Type.TIME);
    }
    return both(left, right, Kind.SPAN)
        ? Optional.of(Type.SPAN)
        : when(left.mayMatch(right, ORDERED), Type.UNKNOWN);
  }

  private static Optional<Type> difference(Type left, Type right) {
    if (numbers(left, right)) {
      return Optional.of(left.promotedWith(right));
    }
    if (both(left, right, Kind.TIME) || both(left, right, Kind.SPAN)) {
      return Optional.of(Type.SPAN);
    }
    return left.is(Kind.TIME) && right.is(Kind.SPAN)
        ? Optional.of(Type.TIME)
        : when(left.mayMatch(right, SUBTRACTED), Type.UNKNOWN);
  }

  private static Optional<Type> product(Type left, Type right) {
    if (numbers(left, right)) {
      return Optional.of(left.promotedWith(right));
    }
    boolean spans = MULTIPLIED.contains(left.kind()) && MULTIPLIED.contains(right.kind());
    return spans ? Optional.of(Type.SPAN) : when(left.mayMatch(right, MULTIPLIED), Type.UNKNOWN);
  }

  private static Optional<Type> remainder(Node.Binary binary, Type left, Type right) {
    boolean zero = binary.right() instanceof Node.IntLiteral(long divisor) && divisor == 0;
    if (zero && isConstant(binary.left())) {
      throw new ExpressionFailure("integer divide by zero");
    }
    return when(both(left, right, Kind.INT) || left.mayMatch(right, INTEGERS), Type.INT);
  }

  private static boolean isConstant(Node node) {
    return node instanceof Node.IntLiteral
        || (node instanceof Node.Unary(UnaryOperator _, String _, Node operand)
            && isConstant(operand));
  }

  private static Optional<Type> membership(Type left, Type right) {
    if (right.is(Kind.MAP)) {
      if (!left.isUnknown() && !left.isAssignableTo(right.key())) {
        throw new ExpressionFailure(
            "cannot use %s as type %s in map key".formatted(left.name(), right.key().name()));
      }
      return Optional.of(Type.BOOL);
    }
    if (right.is(Kind.LIST)) {
      if (!left.isComparableTo(right.elements())) {
        throw new ExpressionFailure(
            "cannot use %s as type %s in array".formatted(left.name(), right.elements().name()));
      }
      return Optional.of(Type.BOOL);
    }
    boolean textOfUnknown = left.isUnknown() && right.is(Kind.TEXT);
    boolean structOfName = right.is(Kind.TIME) && (left.is(Kind.TEXT) || left.isUnknown());
    return when(textOfUnknown || structOfName || right.isUnknown(), Type.BOOL);
  }

  private static Type coalesced(Type left, Type right) {
    if (left.is(Kind.NIL)) {
      return right;
    }
    if (right.is(Kind.NIL)) {
      return left;
    }
    return right.isAssignableTo(left) ? left : Type.UNKNOWN;
  }

  private static void constantPattern(Node right) {
    if (right instanceof Node.TextLiteral(String pattern)) {
      Patterns.compile(pattern);
    }
  }
}
