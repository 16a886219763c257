package io.rolloutoperator.analysis.expression;

import io.rolloutoperator.analysis.expression.Type.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Types of functions over the elements of a list, and of what {@code #} means inside them. */
final class PredicateChecker {

  private record Scope(Type list, PredicateFunction function) {}

  private final Checker checker;
  private final Deque<Scope> scopes = new ArrayDeque<>();

  PredicateChecker(Checker checker) {
    this.checker = checker;
  }

  Type visit(Node.PredicateCall call) {
    PredicateFunction function = call.function();
    List<Node> arguments = call.arguments();
    Type list = checker.visit(arguments.getFirst());
    if (!list.is(Kind.LIST) && !list.isUnknown()) {
      throw new ExpressionFailure(
          "builtin %s takes only array (got %s)".formatted(function.functionName(), list.name()));
    }
    if (arguments.size() == 1) {
      return function == PredicateFunction.COUNT ? Type.INT : elements(list);
    }
    scopes.push(new Scope(list, function));
    Type predicate = checker.visit(arguments.get(1));
    scopes.pop();
    if (arguments.size() == 3) {
      checker.visit(arguments.get(2));
    }
    if (predicate.is(Kind.NIL)) {
      throw new ExpressionFailure(
          "predicate should has %s input and one output param"
              .formatted(function == PredicateFunction.REDUCE ? "two" : "one"));
    }
    return result(function, list, predicate);
  }

  private static Type result(PredicateFunction function, Type list, Type predicate) {
    return switch (function) {
      case ALL, NONE, ANY, ONE -> {
        requireBool(predicate);
        yield Type.BOOL;
      }
      case COUNT, FIND_INDEX, FIND_LAST_INDEX -> {
        requireBool(predicate);
        yield Type.INT;
      }
      case FILTER -> {
        requireBool(predicate);
        yield list.isUnknown() ? Type.LIST : Type.listOf(list.elements());
      }
      case FIND, FIND_LAST -> {
        requireBool(predicate);
        yield elements(list);
      }
      case MAP -> Type.listOf(predicate);
      case GROUP_BY -> Type.GROUPS;
      case SORT_BY -> list;
      case SUM, REDUCE -> predicate;
    };
  }

  private static Type elements(Type list) {
    return list.isUnknown() ? Type.UNKNOWN : list.elements();
  }

  private static void requireBool(Type predicate) {
    if (!predicate.is(Kind.BOOL) && !predicate.isUnknown()) {
      throw new ExpressionFailure(
          "predicate should return boolean (got %s)".formatted(predicate.name()));
    }
  }

  Type pointer(String name) {
    if (scopes.isEmpty()) {
      throw new ExpressionFailure("cannot use pointer accessor outside predicate");
    }
    Scope scope = scopes.element();
    boolean indexed =
        scope.function == PredicateFunction.MAP || scope.function == PredicateFunction.REDUCE;
    if (name.isEmpty()) {
      return elements(scope.list);
    }
    if (name.equals("index") && indexed) {
      return Type.INT;
    }
    if (name.equals("acc") && scope.function == PredicateFunction.REDUCE) {
      return Type.UNKNOWN;
    }
    throw new ExpressionFailure("unknown pointer #" + name);
  }
}
