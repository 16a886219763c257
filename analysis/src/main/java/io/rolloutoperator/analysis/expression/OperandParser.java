package io.rolloutoperator.analysis.expression;

import io.rolloutoperator.analysis.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads operands: literals, names, calls, lists, maps, brackets, and what may follow them. */
final class OperandParser {

  private final Parser parser;
  private int predicateDepth;

  OperandParser(Parser parser) {
    this.parser = parser;
  }

  Node operand() {
    Token token = parser.current();
    return token.is(Kind.OPERATOR) ? operatorOperand(token) : plainOperand(token);
  }

  private Node operatorOperand(Token token) {
    Optional<UnaryOperator> unary = UnaryOperator.of(token.text());
    if (unary.isPresent()) {
      parser.advance();
      Node inner = nested(() -> parser.operation(unary.get().precedence()));
      return postfix(parser.add(new Node.Unary(unary.get(), token.text(), inner)));
    }
    if (predicateDepth > 0 && (token.isOperator("#") || token.isOperator("."))) {
      return postfix(parser.add(new Node.Pointer(pointerName(token))));
    }
    if (token.isOperator("::")) {
      parser.advance();
      String name = parser.current().text();
      parser.expect(Kind.IDENTIFIER);
      return postfix(call(name, List.of()));
    }
    throw parser.unexpected();
  }

  private String pointerName(Token token) {
    if (token.isOperator(".")) {
      return "";
    }
    parser.advance();
    Token name = parser.current();
    if (!name.is(Kind.IDENTIFIER)) {
      return "";
    }
    parser.advance();
    return name.text();
  }

  private Node plainOperand(Token token) {
    return switch (token.kind()) {
      case IDENTIFIER -> identifier(token.text());
      case NUMBER -> {
        parser.advance();
        yield parser.add(NumberLiteral.parse(token.text()));
      }
      case STRING -> {
        parser.advance();
        yield postfix(parser.add(new Node.TextLiteral(token.text())));
      }
      case BRACKET -> postfix(bracketed(token));
      case OPERATOR, END -> throw parser.unexpected();
    };
  }

  private Node bracketed(Token token) {
    return switch (token.text()) {
      case "(" -> {
        parser.advance();
        Node inner = nested(parser::statements);
        parser.expectBracket(")");
        yield inner;
      }
      case "[" -> {
        parser.advance();
        yield parser.add(new Node.ListLiteral(separated("]", List.of())));
      }
      case "{" -> map();
      default -> throw parser.unexpected();
    };
  }

  private Node identifier(String name) {
    parser.advance();
    return switch (name) {
      case "true" -> parser.add(new Node.BoolLiteral(true));
      case "false" -> parser.add(new Node.BoolLiteral(false));
      case "nil" -> parser.add(new Node.NilLiteral());
      default ->
          postfix(
              parser.current().isBracket("(")
                  ? call(name, List.of())
                  : parser.add(new Node.Identifier(name)));
    };
  }

  /**
   * A call whose first arguments, if any, came through a pipe. The current token is the opening
   * bracket.
   */
  Node call(String name, List<Node> piped) {
    Optional<PredicateFunction> predicate = PredicateFunction.of(name);
    if (predicate.isPresent()) {
      return parser.add(
          new Node.PredicateCall(predicate.get(), predicateArguments(predicate.get(), piped)));
    }
    parser.expectBracket("(");
    List<Node> arguments = separated(")", piped);
    return Builtins.contains(name)
        ? parser.add(new Node.BuiltinCall(name, arguments))
        : parser.add(new Node.Call(parser.add(new Node.Identifier(name)), arguments));
  }

  private List<Node> predicateArguments(PredicateFunction function, List<Node> piped) {
    parser.expectBracket("(");
    List<Node> arguments = new ArrayList<>(piped);
    while (arguments.size() < function.maximum()) {
      if (parser.current().isBracket(")")) {
        if (arguments.size() >= function.required()) {
          break;
        }
        throw new ExpressionFailure(
            "expected at least %d arguments".formatted(function.maximum() - piped.size()));
      }
      if (arguments.size() > piped.size()) {
        parser.expectOperator(",");
      }
      arguments.add(arguments.size() == 1 ? predicate() : parser.expression());
    }
    if (parser.current().isOperator(",")) {
      parser.advance();
    }
    parser.expectBracket(")");
    return List.copyOf(arguments);
  }

  private Node predicate() {
    predicateDepth++;
    Node body;
    if (parser.current().isBracket("{")) {
      parser.advance();
      body = nested(parser::statements);
      predicateDepth--;
      parser.expectBracket("}");
    } else {
      body = parser.expression();
      predicateDepth--;
      if (parser.current().isOperator(";")) {
        throw new ExpressionFailure("wrap predicate with brackets { and }");
      }
    }
    return parser.add(new Node.Predicate(body));
  }

  /** Expressions separated by commas up to the closing bracket; one comma may trail. */
  private List<Node> separated(String close, List<Node> first) {
    List<Node> list = new ArrayList<>(first);
    while (!parser.current().isBracket(close)) {
      if (list.size() > first.size()) {
        parser.expectOperator(",");
        if (parser.current().isBracket(close)) {
          break;
        }
      }
      list.add(parser.expression());
    }
    parser.expectBracket(close);
    return List.copyOf(list);
  }

  private Node map() {
    parser.advance();
    List<Node.Entry> entries = new ArrayList<>();
    while (!parser.current().isBracket("}")) {
      if (!entries.isEmpty()) {
        parser.expectOperator(",");
        if (parser.current().isBracket("}")) {
          break;
        }
        if (parser.current().isOperator(",")) {
          throw parser.unexpected();
        }
      }
      Node key = key(parser.current());
      parser.expectOperator(":");
      entries.add(new Node.Entry(key, parser.expression()));
    }
    parser.expectBracket("}");
    return parser.add(new Node.MapLiteral(List.copyOf(entries)));
  }

  private Node key(Token token) {
    if (token.is(Kind.NUMBER) || token.is(Kind.STRING) || token.is(Kind.IDENTIFIER)) {
      parser.advance();
      return parser.add(new Node.TextLiteral(token.text()));
    }
    if (token.isBracket("(")) {
      return parser.expression();
    }
    throw new ExpressionFailure(
        "a map key must be a quoted string, a number, a identifier, or an expression enclosed in parentheses (unexpected token %s)"
            .formatted(token.describe()));
  }

  /** What may follow an operand: members, indexes, slices and method calls. */
  private Node postfix(Node operand) {
    Node node = operand;
    while (true) {
      Token token = parser.current();
      if (token.isOperator(".") || token.isOperator("?.")) {
        node = member(node, token.isOperator("?."));
      } else if (token.isBracket("[")) {
        parser.advance();
        node = index(node, false);
      } else {
        return node;
      }
    }
  }

  private Node member(Node base, boolean optional) {
    parser.advance();
    Token name = parser.current();
    if (optional && name.isBracket("[")) {
      parser.advance();
      return index(base, true);
    }
    parser.advance();
    if (!name.is(Kind.IDENTIFIER) && !(name.is(Kind.OPERATOR) && isWord(name.text()))) {
      throw new ExpressionFailure("expected name");
    }
    boolean chained = optional || base instanceof Node.Chain;
    Node inner = base instanceof Node.Chain chain ? chain.link() : base;
    Node property = parser.add(new Node.TextLiteral(name.text()));
    Node node = parser.add(new Node.Member(inner, property, optional));
    if (parser.current().isBracket("(")) {
      parser.advance();
      node = parser.add(new Node.Call(node, separated(")", List.of())));
    }
    return chained ? parser.add(new Node.Chain(node)) : node;
  }

  private Node index(Node base, boolean optional) {
    if (parser.current().isOperator(":")) {
      return slice(base, Optional.empty());
    }
    Node from = parser.expression();
    if (parser.current().isOperator(":")) {
      return slice(base, Optional.of(from));
    }
    Node node = parser.add(new Node.Member(base, from, optional));
    parser.expectBracket("]");
    return optional ? parser.add(new Node.Chain(node)) : node;
  }

  private Node slice(Node base, Optional<Node> from) {
    parser.advance();
    Optional<Node> to =
        parser.current().isBracket("]") ? Optional.empty() : Optional.of(parser.expression());
    Node node = parser.add(new Node.Slice(base, from, to));
    parser.expectBracket("]");
    return node;
  }

  private Node nested(Supplier<Node> rule) {
    parser.enter();
    Node node = rule.get();
    parser.leave();
    return node;
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && !Character.isDigit(text.codePointAt(0))
        && text.codePoints().allMatch(Lexer::isWordPart);
  }
}
