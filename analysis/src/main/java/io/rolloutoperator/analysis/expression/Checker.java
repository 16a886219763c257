package io.rolloutoperator.analysis.expression;

import io.rolloutoperator.analysis.expression.Type.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Refuses, before anything is evaluated, what the language's compile step refuses: unknown names,
 * operands that can never fit, wrong numbers of arguments. The type of {@code result} is that of
 * the measurement at hand.
 */
final class Checker {

  private record Variable(String name, Type type) {}

  private final Type result;
  private final Deque<Variable> variables = new ArrayDeque<>();
  private final PredicateChecker predicates = new PredicateChecker(this);

  private Checker(Type result) {
    this.result = result;
  }

  /**
   * Checks a tree.
   *
   * @return the type of its value
   * @throws ExpressionFailure at the first error
   */
  static Type check(Node root, Type result) {
    return new Checker(result).visit(root);
  }

  Type visit(Node node) {
    return switch (node) {
      case Node.NilLiteral _ -> Type.NIL;
      case Node.BoolLiteral _ -> Type.BOOL;
      case Node.IntLiteral _ -> Type.INT;
      case Node.DecimalLiteral _ -> Type.FLOAT;
      case Node.TextLiteral _ -> Type.TEXT;
      case Node.Identifier identifier -> identifier(identifier.name());
      case Node.Unary unary -> unary(unary);
      case Node.Binary binary ->
          OperatorTypes.check(binary, visit(binary.left()), visit(binary.right()));
      case Node.Chain chain -> visit(chain.link());
      case Node.Member member -> member(member, false);
      case Node.Slice slice -> slice(slice);
      case Node.Call call -> call(call);
      case Node.BuiltinCall call -> builtin(call);
      case Node.PredicateCall call -> predicates.visit(call);
      case Node.Predicate predicate -> visit(predicate.body());
      case Node.Pointer pointer -> predicates.pointer(pointer.name());
      case Node.Let let -> let(let);
      case Node.Statements statements ->
          statements.nodes().stream().map(this::visit).toList().getLast();
      case Node.Conditional conditional -> conditional(conditional);
      case Node.ListLiteral list -> list(list.items());
      case Node.MapLiteral map -> map(map);
    };
  }

  private Type identifier(String name) {
    for (Variable variable : variables) {
      if (variable.name.equals(name)) {
        return variable.type;
      }
    }
    if (name.equals("result")) {
      return result;
    }
    if (name.equals("$env")) {
      return Type.UNKNOWN;
    }
    if (ConditionFunctions.contains(name)) {
      return Type.function(ConditionFunctions.typeName(name));
    }
    if (Builtins.contains(name) || PredicateFunction.of(name).isPresent()) {
      return Type.function("func(...interface {}) (interface {}, error)");
    }
    throw new ExpressionFailure("unknown name " + name);
  }

  private Type unary(Node.Unary unary) {
    Type operand = visit(unary.operand());
    boolean fits =
        switch (unary.operator()) {
          case NOT -> operand.is(Kind.BOOL);
          case MINUS, PLUS -> operand.isNumber();
        };
    if (!fits && !operand.isUnknown()) {
      throw new ExpressionFailure(
          "invalid operation: %s (mismatched type %s)".formatted(unary.symbol(), operand.name()));
    }
    if (unary.operator() == UnaryOperator.NOT) {
      return Type.BOOL;
    }
    return operand.isUnknown() ? Type.UNKNOWN : operand;
  }

  private Type member(Node.Member member, boolean called) {
    if (member.base() instanceof Node.Identifier(String name) && name.equals("$env")) {
      return environment(member);
    }
    Type base = visit(member.base());
    Type property = visit(member.property());
    if (base.isUnknown()) {
      return Type.UNKNOWN;
    }
    Optional<String> field =
        member.property() instanceof Node.TextLiteral(String text)
            ? Optional.of(text)
            : Optional.empty();
    if (base.is(Kind.NIL) && field.isPresent()) {
      throw new ExpressionFailure("type nil has no field " + field.get());
    }
    if (field.isPresent() && TimeMethods.find(base.name(), field.get()).isPresent()) {
      return Type.function("func");
    }
    return switch (base.kind()) {
      case MAP -> mapElement(base, property);
      case LIST -> listElement(base, property);
      default -> throw noMember(base, property, field, called);
    };
  }

  private Type environment(Node.Member member) {
    if (!(member.property() instanceof Node.TextLiteral(String name))) {
      return Type.UNKNOWN;
    }
    if (name.equals("result")) {
      return result;
    }
    if (ConditionFunctions.contains(name)) {
      return Type.function(ConditionFunctions.typeName(name));
    }
    if (member.optional()) {
      return Type.UNKNOWN;
    }
    throw new ExpressionFailure("unknown name " + name);
  }

  private static Type mapElement(Type base, Type property) {
    if (!property.isAssignableTo(base.key()) && !property.isUnknown()) {
      throw new ExpressionFailure(
          "cannot use %s to get an element from %s".formatted(property.name(), base.name()));
    }
    return base.elements();
  }

  private static Type listElement(Type base, Type property) {
    if (!property.is(Kind.INT) && !property.isUnknown()) {
      throw new ExpressionFailure(
          "array elements can only be selected using an integer (got %s)"
              .formatted(property.name()));
    }
    return base.elements();
  }

  private static ExpressionFailure noMember(
      Type base, Type property, Optional<String> field, boolean called) {
    return new ExpressionFailure(
        field
            .map(f -> "type %s has no %s %s".formatted(base.name(), called ? "method" : "field", f))
            .orElse("type %s[%s] is undefined".formatted(base.name(), property.name())));
  }

  private Type slice(Node.Slice slice) {
    Type base = visit(slice.base());
    if (base.isUnknown()) {
      return Type.UNKNOWN;
    }
    if (!base.is(Kind.LIST) && !base.is(Kind.TEXT)) {
      throw new ExpressionFailure("cannot slice " + base.name());
    }
    slice.from().ifPresent(this::bound);
    slice.to().ifPresent(this::bound);
    return base;
  }

  private void bound(Node node) {
    Type type = visit(node);
    if (!type.is(Kind.INT) && !type.isUnknown()) {
      throw new ExpressionFailure("non-integer slice index " + type.name());
    }
  }

  private Type call(Node.Call call) {
    if (call.callee() instanceof Node.Identifier(String name)
        && ConditionFunctions.contains(name)) {
      return apply(ConditionFunctions.get(name), call.arguments());
    }
    if (call.callee() instanceof Node.Member member) {
      return methodCall(member, call.arguments());
    }
    Type callee = visit(call.callee());
    if (callee.isUnknown()) {
      return Type.UNKNOWN;
    }
    String name = call.callee() instanceof Node.Identifier(String text) ? text : "function";
    throw new ExpressionFailure(
        callee.is(Kind.NIL)
            ? name + " is nil; cannot call nil as function"
            : callee.name() + " is not callable");
  }

  private Type methodCall(Node.Member member, List<Node> arguments) {
    Type callee = member(member, true);
    if (callee.isUnknown()) {
      arguments.forEach(this::visit);
      return Type.UNKNOWN;
    }
    if (member.property() instanceof Node.TextLiteral(String name)) {
      Optional<Function> method = TimeMethods.find(visit(member.base()).name(), name);
      if (method.isPresent()) {
        return apply(method.get(), arguments);
      }
    }
    throw new ExpressionFailure(callee.name() + " is not callable");
  }

  private Type builtin(Node.BuiltinCall call) {
    return apply(Builtins.get(call.name()), call.arguments());
  }

  private Type apply(Function function, List<Node> arguments) {
    return function.rule().check(function.name(), arguments.stream().map(this::visit).toList());
  }

  private Type let(Node.Let let) {
    if (let.name().equals("result") || ConditionFunctions.contains(let.name())) {
      throw new ExpressionFailure("cannot redeclare " + let.name());
    }
    if (Builtins.contains(let.name()) || PredicateFunction.of(let.name()).isPresent()) {
      throw new ExpressionFailure("cannot redeclare builtin " + let.name());
    }
    if (variables.stream().anyMatch(v -> v.name.equals(let.name()))) {
      throw new ExpressionFailure("cannot redeclare variable " + let.name());
    }
    variables.push(new Variable(let.name(), visit(let.value())));
    Type type = visit(let.body());
    variables.pop();
    return type;
  }

  private Type conditional(Node.Conditional conditional) {
    Type condition = visit(conditional.condition());
    if (!condition.is(Kind.BOOL) && !condition.isUnknown()) {
      throw new ExpressionFailure(
          "non-bool expression (type %s) used as condition".formatted(condition.name()));
    }
    Type then = visit(conditional.then());
    Type otherwise = visit(conditional.otherwise());
    if (then.is(Kind.NIL)) {
      return otherwise;
    }
    if (otherwise.is(Kind.NIL)) {
      return then;
    }
    if (!then.isAssignableTo(otherwise)) {
      return Type.UNKNOWN;
    }
    boolean mixed =
        then.is(Kind.LIST)
            && otherwise.is(Kind.LIST)
            && !then.elements().name().equals(otherwise.elements().name());
    return mixed ? Type.LIST : then;
  }

  private Type list(List<Node> items) {
    List<Type> types = items.stream().map(this::visit).toList();
    boolean same = types.stream().map(Type::kind).distinct().count() <= 1;
    return same ? Type.listOf(types.isEmpty() ? Type.UNKNOWN : types.getLast()) : Type.LIST;
  }

  private Type map(Node.MapLiteral map) {
    for (Node.Entry entry : map.entries()) {
      visit(entry.key());
      visit(entry.value());
    }
    return Type.MAP;
  }
}
