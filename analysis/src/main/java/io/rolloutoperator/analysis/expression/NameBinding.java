package io.rolloutoperator.analysis.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Turns the free names of an expression into members of the one value that evaluators know. */
final class NameBinding {

  private static final Node ALL = new Node.Identifier("result");

  private final Deque<String> declared = new ArrayDeque<>();

  /** The same expression with every free name {@code x} as {@code result.x}. */
  Node bind(Node node) {
    return switch (node) {
      case Node.NilLiteral _,
          Node.BoolLiteral _,
          Node.IntLiteral _,
          Node.DecimalLiteral _,
          Node.TextLiteral _,
          Node.Pointer _ ->
          node;
      case Node.Identifier(String name) -> identifier(name);
      case Node.Unary unary ->
          new Node.Unary(unary.operator(), unary.symbol(), bind(unary.operand()));
      case Node.Binary binary ->
          new Node.Binary(
              binary.operator(), binary.symbol(), bind(binary.left()), bind(binary.right()));
      case Node.Chain(Node link) -> new Node.Chain(bind(link));
      case Node.Member(Node base, Node property, boolean optional) ->
          new Node.Member(bind(base), bind(property), optional);
      case Node.Slice(Node base, Optional<Node> from, Optional<Node> to) ->
          new Node.Slice(bind(base), from.map(this::bind), to.map(this::bind));
      case Node.Call call -> call(call);
      case Node.BuiltinCall(String name, List<Node> arguments) ->
          new Node.BuiltinCall(name, bind(arguments));
      case Node.PredicateCall(PredicateFunction function, List<Node> arguments) ->
          new Node.PredicateCall(function, bind(arguments));
      case Node.Predicate(Node body) -> new Node.Predicate(bind(body));
      case Node.Let let -> let(let);
      case Node.Statements(List<Node> nodes) -> new Node.Statements(bind(nodes));
      case Node.Conditional(Node condition, Node then, Node otherwise) ->
          new Node.Conditional(bind(condition), bind(then), bind(otherwise));
      case Node.ListLiteral(List<Node> items) -> new Node.ListLiteral(bind(items));
      case Node.MapLiteral(List<Node.Entry> entries) ->
          new Node.MapLiteral(
              entries.stream()
                  .map(entry -> new Node.Entry(bind(entry.key()), bind(entry.value())))
                  .toList());
    };
  }

  private List<Node> bind(List<Node> nodes) {
    return nodes.stream().map(this::bind).toList();
  }

  private Node identifier(String name) {
    if (declared.contains(name)) {
      return new Node.Identifier(name);
    }
    return name.equals("$env") ? ALL : member(name);
  }

  private static Node member(String name) {
    return new Node.Member(ALL, new Node.TextLiteral(name), false);
  }

  private Node call(Node.Call call) {
    List<Node> arguments = bind(call.arguments());
    if (call.callee() instanceof Node.Member(Node base, Node property, boolean _)
        && base.equals(new Node.Identifier("time"))) {
      if (property.equals(new Node.TextLiteral("Now")) && arguments.isEmpty()) {
        return new Node.BuiltinCall("now", List.of());
      }
      if (property.equals(new Node.TextLiteral("Parse")) && arguments.size() == 1) {
        return new Node.BuiltinCall("date", NamedExpression.parsed(arguments));
      }
    }
    return new Node.Call(bind(call.callee()), arguments);
  }

  private Node let(Node.Let let) {
    Node value = bind(let.value());
    declared.push(let.name());
    Node body = bind(let.body());
    declared.pop();
    return new Node.Let(let.name(), value, body);
  }
}
