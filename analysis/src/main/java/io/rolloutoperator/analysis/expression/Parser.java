package io.rolloutoperator.analysis.expression;

import io.rolloutoperator.analysis.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operator-precedence parser of expressions. Operands are read by {@link OperandParser}. */
final class Parser {

  private final Lexer lexer;
  private final OperandParser operands = new OperandParser(this);
  private Token current;
  private Optional<Token> pushedBack = Optional.empty();
  private int nodes;
  private int depth;

  private Parser(String source) {
    lexer = new Lexer(source);
    current = lexer.next();
  }

  /**
   * Parses a whole source.
   *
   * @throws ExpressionFailure at the first error
   */
  static Node parse(String source) {
    Parser parser = new Parser(source);
    Node node = parser.statements();
    if (!parser.current.is(Kind.END)) {
      throw parser.unexpected();
    }
    return node;
  }

  /** Expressions separated by semicolons; the last one is the value. */
  Node statements() {
    List<Node> list = new ArrayList<>();
    list.add(expression());
    while (current.isOperator(";")) {
      advance();
      if (current.is(Kind.END)) {
        break;
      }
      list.add(expression());
    }
    return list.size() == 1 ? list.getFirst() : add(new Node.Statements(List.copyOf(list)));
  }

  /** A whole expression, with declarations, branches and the conditional operator. */
  Node expression() {
    enter();
    Node node;
    if (current.isOperator("let")) {
      node = declaration();
    } else if (current.isOperator("if")) {
      node = branches();
    } else {
      node = conditional(operation(0));
    }
    leave();
    return node;
  }

  /** Operations whose operators bind at least as tightly as {@code precedence}. */
  Node operation(int precedence) {
    Node left = operands.operand();
    boolean afterCoalesce = false;
    while (true) {
      boolean negated = current.isOperator("not");
      Optional<BinaryOperator> found =
          negated ? negatedOperator(precedence) : binary(current, precedence);
      if (found.isEmpty()) {
        return left;
      }
      BinaryOperator operator = found.get();
      String symbol = current.text();
      if (afterCoalesce && operator != BinaryOperator.COALESCE && operator != BinaryOperator.PIPE) {
        throw new ExpressionFailure(
            "Operator (%s) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses."
                .formatted(symbol));
      }
      advance();
      left = operate(operator, symbol, left);
      if (negated) {
        left = add(new Node.Unary(UnaryOperator.NOT, "not", left));
      }
      afterCoalesce = operator == BinaryOperator.COALESCE;
    }
  }

  private Node operate(BinaryOperator operator, String symbol, Node left) {
    if (operator == BinaryOperator.PIPE) {
      String name = current.text();
      expect(Kind.IDENTIFIER);
      return operands.call(name, List.of(left));
    }
    if (operator.isOrdering()) {
      return ordering(operator, symbol, left);
    }
    Node right =
        operation(
            operator.isRightAssociative() ? operator.precedence() : operator.precedence() + 1);
    return add(new Node.Binary(operator, symbol, left, right));
  }

  private Optional<BinaryOperator> binary(Token token, int precedence) {
    return token.is(Kind.OPERATOR)
        ? BinaryOperator.of(token.text()).filter(o -> o.precedence() >= precedence)
        : Optional.empty();
  }

  /**
   * The operator after {@code not}; if it binds less tightly than wanted, {@code not} is left for
   * the caller's caller.
   */
  private Optional<BinaryOperator> negatedOperator(int precedence) {
    Token not = current;
    advance();
    BinaryOperator operator =
        BinaryOperator.of(current.text())
            .filter(BinaryOperator::canBeNegated)
            .orElseThrow(this::unexpected);
    if (operator.precedence() >= precedence) {
      return Optional.of(operator);
    }
    pushedBack = Optional.of(current);
    current = not;
    return Optional.empty();
  }

  /** {@code a < b < c} is {@code a < b and b < c}. */
  private Node ordering(BinaryOperator first, String firstSymbol, Node firstLeft) {
    BinaryOperator operator = first;
    String symbol = firstSymbol;
    Node left = firstLeft;
    Optional<Node> root = Optional.empty();
    while (true) {
      Node right = operation(operator.precedence() + 1);
      Node comparison = add(new Node.Binary(operator, symbol, left, right));
      root =
          Optional.of(
              root.<Node>map(r -> add(new Node.Binary(BinaryOperator.AND, "&&", r, comparison)))
                  .orElse(comparison));
      Optional<BinaryOperator> next = binary(current, 0).filter(BinaryOperator::isOrdering);
      if (next.isEmpty()) {
        return root.get();
      }
      operator = next.get();
      symbol = current.text();
      left = right;
      advance();
    }
  }

  private Node declaration() {
    advance();
    String name = current.text();
    expect(Kind.IDENTIFIER);
    expectOperator("=");
    Node value = expression();
    expectOperator(";");
    return add(new Node.Let(name, value, statements()));
  }

  private Node branches() {
    advance();
    Node condition = expression();
    Node then = block();
    expectOperator("else");
    if (!current.isOperator("if")) {
      return add(new Node.Conditional(condition, then, block()));
    }
    enter();
    Node otherwise = branches();
    leave();
    return add(new Node.Conditional(condition, then, otherwise));
  }

  private Node block() {
    expectBracket("{");
    Node body = statements();
    expectBracket("}");
    return body;
  }

  private Node conditional(Node condition) {
    Node node = condition;
    while (current.isOperator("?")) {
      advance();
      Node then = node;
      if (!current.isOperator(":")) {
        then = expression();
        expectOperator(":");
      } else {
        advance();
      }
      node = add(new Node.Conditional(node, then, expression()));
    }
    return node;
  }

  Token current() {
    return current;
  }

  void advance() {
    Optional<Token> next = pushedBack;
    pushedBack = Optional.empty();
    current = next.orElseGet(lexer::next);
  }

  void expect(Kind kind) {
    if (!current.is(kind)) {
      throw unexpected();
    }
    advance();
  }

  void expectOperator(String symbol) {
    if (!current.isOperator(symbol)) {
      throw unexpected();
    }
    advance();
  }

  void expectBracket(String symbol) {
    if (!current.isBracket(symbol)) {
      throw unexpected();
    }
    advance();
  }

  ExpressionFailure unexpected() {
    return new ExpressionFailure("unexpected token " + current.describe());
  }

  /** Counts a node. */
  <N extends Node> N add(N node) {
    nodes++;
    if (nodes > Limits.NODES) {
      throw new ExpressionFailure(Limits.TOO_COMPLEX);
    }
    return node;
  }

  void enter() {
    depth++;
    if (depth > Limits.DEPTH) {
      throw new ExpressionFailure(Limits.TOO_COMPLEX);
    }
  }

  void leave() {
    depth--;
  }
}
