package io.rolloutoperator.analysis.expression;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes the value of a checked tree. One evaluator serves one evaluation. */
final class Evaluator {

  private record Variable(String name, Value value) {}

  private final Value result;
  private final Function.Context context;
  private final Budget budget;
  private final Deque<Variable> variables = new ArrayDeque<>();
  private final PredicateEvaluator predicates;

  Evaluator(Value result, Function.Context context) {
    this.result = result;
    this.context = context;
    this.budget = context.budget();
    this.predicates = new PredicateEvaluator(this, budget);
  }

  /**
   * Computes the value of a tree.
   *
   * @throws ExpressionFailure when there is none
   */
  Value evaluate(Node node) {
    budget.steps(1);
    return switch (node) {
      case Node.NilLiteral _ -> Value.NIL;
      case Node.BoolLiteral literal -> new Value.Bool(literal.value());
      case Node.IntLiteral literal -> new Value.Int(literal.value());
      case Node.DecimalLiteral literal -> new Value.Decimal(literal.value());
      case Node.TextLiteral literal -> new Value.Text(literal.value());
      case Node.Identifier identifier -> identifier(identifier.name());
      case Node.Unary unary -> unary(unary.operator(), evaluate(unary.operand()));
      case Node.Binary binary -> binary(binary);
      case Node.Chain chain -> link(chain.link()).orElse(Value.NIL);
      case Node.Member member -> link(member).orElse(Value.NIL);
      case Node.Slice slice -> slice(slice);
      case Node.Call call -> link(call).orElse(Value.NIL);
      case Node.BuiltinCall call ->
          Builtins.get(call.name()).body().apply(evaluateAll(call.arguments()), context);
      case Node.PredicateCall call -> predicates.evaluate(call);
      case Node.Predicate predicate -> evaluate(predicate.body());
      case Node.Pointer pointer -> predicates.pointer(pointer.name());
      case Node.Let let -> let(let);
      case Node.Statements statements -> evaluateAll(statements.nodes()).getLast();
      case Node.Conditional conditional ->
          evaluate(
              truth(evaluate(conditional.condition()))
                  ? conditional.then()
                  : conditional.otherwise());
      case Node.ListLiteral list -> list(list.items());
      case Node.MapLiteral map -> map(map.entries());
    };
  }

  private List<Value> evaluateAll(List<Node> nodes) {
    List<Value> values = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      values.add(evaluate(node));
    }
    return values;
  }

  private Value identifier(String name) {
    for (Variable variable : variables) {
      if (variable.name.equals(name)) {
        return variable.value;
      }
    }
    if (name.equals("result")) {
      return result;
    }
    if (name.equals("$env")) {
      return environment();
    }
    return ConditionFunctions.contains(name)
        ? new Value.Callable(ConditionFunctions.typeName(name))
        : Value.NIL;
  }

  private Value environment() {
    Map<Value, Value> entries = new LinkedHashMap<>();
    entries.put(new Value.Text("result"), result);
    for (String name : ConditionFunctions.names()) {
      entries.put(new Value.Text(name), new Value.Callable(ConditionFunctions.typeName(name)));
    }
    return new Value.Mapping(entries, Value.MapKind.TEXT_KEYS);
  }

  private static Value unary(UnaryOperator operator, Value operand) {
    return switch (operator) {
      case NOT -> new Value.Bool(!truth(operand));
      case MINUS -> Arithmetic.negate(operand);
      case PLUS -> operand;
    };
  }

  private Value binary(Node.Binary binary) {
    return switch (binary.operator()) {
      case OR -> shortCircuit(binary, true);
      case AND -> shortCircuit(binary, false);
      case COALESCE -> {
        Value left = evaluate(binary.left());
        yield left instanceof Value.Nil ? evaluate(binary.right()) : left;
      }
      case MATCHES -> matches(binary);
      case IN -> {
        Value left = evaluate(binary.left());
        Value right = evaluate(binary.right());
        yield Membership.in(left, right, binary.right(), budget);
      }
      default ->
          Operators.apply(
              binary.operator(), evaluate(binary.left()), evaluate(binary.right()), budget);
    };
  }

  /**
   * The right side decides alone where it is written out as the deciding value: the left is then
   * not evaluated.
   */
  private Value shortCircuit(Node.Binary binary, boolean decisive) {
    if (binary.right() instanceof Node.BoolLiteral(boolean right)) {
      return right == decisive ? new Value.Bool(decisive) : evaluate(binary.left());
    }
    Value left = evaluate(binary.left());
    return truth(left) == decisive ? left : evaluate(binary.right());
  }

  private Value matches(Node.Binary binary) {
    Value text = evaluate(binary.left());
    Value pattern = evaluate(binary.right());
    if (text instanceof Value.Nil || pattern instanceof Value.Nil) {
      return new Value.Bool(false);
    }
    if (!(text instanceof Value.Text(String input))) {
      throw Arguments.conversion(text, "[]uint8");
    }
    Pattern compiled = Patterns.compile(Arguments.text(pattern), budget);
    Patterns.payForMatch(compiled.pattern(), input, budget);
    return new Value.Bool(compiled.matcher(input).find());
  }

  /** A member or call; empty when a {@code ?.} before it found nil. */
  private Optional<Value> link(Node node) {
    return switch (node) {
      case Node.Member member -> member(member);
      case Node.Call call -> call(call);
      default -> Optional.of(evaluate(node));
    };
  }

  private Optional<Value> member(Node.Member member) {
    if (member.base() instanceof Node.PredicateCall call
        && call.function() == PredicateFunction.FILTER
        && member.property() instanceof Node.IntLiteral(long position)
        && position == 0) {
      return Optional.of(predicates.firstKept(call));
    }
    Optional<Value> base = link(member.base());
    if (base.isEmpty() || (member.optional() && base.get() instanceof Value.Nil)) {
      return Optional.empty();
    }
    return Optional.of(Access.fetch(base.get(), evaluate(member.property())));
  }

  private Optional<Value> call(Node.Call call) {
    budget.steps(1);
    if (call.callee() instanceof Node.Member member) {
      return method(member, call.arguments());
    }
    if (call.callee() instanceof Node.Identifier(String name)
        && ConditionFunctions.contains(name)) {
      List<Value> arguments = evaluateAll(call.arguments());
      return Optional.of(ConditionFunctions.call(name, call.arguments(), arguments, context));
    }
    throw Access.notCallable(evaluate(call.callee()));
  }

  private Optional<Value> method(Node.Member member, List<Node> arguments) {
    Optional<Value> base = link(member.base());
    if (base.isEmpty() || (member.optional() && base.get() instanceof Value.Nil)) {
      return Optional.empty();
    }
    List<Value> values = new ArrayList<>();
    values.add(base.get());
    values.addAll(evaluateAll(arguments));
    Value property = evaluate(member.property());
    if (property instanceof Value.Text(String name)) {
      Optional<Function> method = TimeMethods.find(base.get().typeName(), name);
      if (method.isPresent()) {
        method.get().rule().check(name, values.stream().skip(1).map(Type::of).toList());
        return Optional.of(method.get().body().apply(values, context));
      }
    }
    throw Access.notCallable(Access.fetch(base.get(), property));
  }

  private Value slice(Node.Slice slice) {
    Value base = evaluate(slice.base());
    Optional<Value> to = slice.to().map(this::evaluate);
    Optional<Value> from = slice.from().map(this::evaluate);
    return Access.slice(base, from, to, budget);
  }

  private Value let(Node.Let let) {
    variables.push(new Variable(let.name(), evaluate(let.value())));
    Value value = evaluate(let.body());
    variables.pop();
    return value;
  }

  private Value list(List<Node> items) {
    budget.elements(items.size());
    return new Value.Sequence(evaluateAll(items));
  }

  private Value map(List<Node.Entry> entries) {
    budget.elements(entries.size());
    Map<Value, Value> values = new LinkedHashMap<>();
    for (Node.Entry entry : entries) {
      Value key = evaluate(entry.key());
      Value value = evaluate(entry.value());
      values.putIfAbsent(new Value.Text(Arguments.text(key)), value);
    }
    return new Value.Mapping(values, Value.MapKind.TEXT_KEYS);
  }

  static boolean truth(Value value) {
    if (value instanceof Value.Bool(boolean truth)) {
      return truth;
    }
    throw Arguments.conversion(value, "bool");
  }
}
