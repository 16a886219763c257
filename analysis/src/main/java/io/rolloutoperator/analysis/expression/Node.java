package io.rolloutoperator.analysis.expression;

import java.util.List;
import java.util.Optional;

/** The syntax tree. */
sealed interface Node {

  record NilLiteral() implements Node {}

  record BoolLiteral(boolean value) implements Node {}

  record IntLiteral(long value) implements Node {}

  record DecimalLiteral(double value) implements Node {}

  record TextLiteral(String value) implements Node {}

  record Identifier(String name) implements Node {}

  record Unary(UnaryOperator operator, String symbol, Node operand) implements Node {}

  record Binary(BinaryOperator operator, String symbol, Node left, Node right) implements Node {}

  /** The end of a {@code ?.} chain: where a nil found on the way comes out. */
  record Chain(Node link) implements Node {}

  record Member(Node base, Node property, boolean optional) implements Node {}

  record Slice(Node base, Optional<Node> from, Optional<Node> to) implements Node {}

  record Call(Node callee, List<Node> arguments) implements Node {}

  record BuiltinCall(String name, List<Node> arguments) implements Node {}

  record PredicateCall(PredicateFunction function, List<Node> arguments) implements Node {}

  record Predicate(Node body) implements Node {}

  /** {@code #}, {@code #index} or {@code #acc}; the name is empty for the element itself. */
  record Pointer(String name) implements Node {}

  record Let(String name, Node value, Node body) implements Node {}

  record Statements(List<Node> nodes) implements Node {}

  record Conditional(Node condition, Node then, Node otherwise) implements Node {}

  record ListLiteral(List<Node> items) implements Node {}

  record MapLiteral(List<Entry> entries) implements Node {}

  record Entry(Node key, Node value) {}
}
