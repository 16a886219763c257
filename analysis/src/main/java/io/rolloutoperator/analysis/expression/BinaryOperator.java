package io.rolloutoperator.analysis.expression;

import java.util.Optional;

/** Infix operators with their spellings; a higher precedence binds more tightly. */
enum BinaryOperator {
  PIPE(0),
  OR(10),
  AND(15),
  EQUAL(20),
  NOT_EQUAL(20),
  LESS(20),
  GREATER(20),
  LESS_OR_EQUAL(20),
  GREATER_OR_EQUAL(20),
  IN(20),
  MATCHES(20),
  CONTAINS(20),
  STARTS_WITH(20),
  ENDS_WITH(20),
  RANGE(25),
  ADD(30),
  SUBTRACT(30),
  MULTIPLY(60),
  DIVIDE(60),
  MODULO(60),
  POWER(100),
  COALESCE(500);

  private final int precedence;

  BinaryOperator(int precedence) {
    this.precedence = precedence;
  }

  int precedence() {
    return precedence;
  }

  boolean isRightAssociative() {
    return this == POWER;
  }

  /** Whether {@code a < b < c} means {@code a < b and b < c}. */
  boolean isOrdering() {
    return this == LESS || this == GREATER || this == LESS_OR_EQUAL || this == GREATER_OR_EQUAL;
  }

  /** Whether {@code not} may stand before the operator, as in {@code not in}. */
  boolean canBeNegated() {
    return this == IN
        || this == MATCHES
        || this == CONTAINS
        || this == STARTS_WITH
        || this == ENDS_WITH;
  }

  /** The operator of a spelling. */
  static Optional<BinaryOperator> of(String symbol) {
    return switch (symbol) {
      case "|" -> Optional.of(PIPE);
      case "or", "||" -> Optional.of(OR);
      case "and", "&&" -> Optional.of(AND);
      case "==" -> Optional.of(EQUAL);
      case "!=" -> Optional.of(NOT_EQUAL);
      case "<" -> Optional.of(LESS);
      case ">" -> Optional.of(GREATER);
      case "<=" -> Optional.of(LESS_OR_EQUAL);
      case ">=" -> Optional.of(GREATER_OR_EQUAL);
      case "in" -> Optional.of(IN);
      case "matches" -> Optional.of(MATCHES);
      case "contains" -> Optional.of(CONTAINS);
      case "startsWith" -> Optional.of(STARTS_WITH);
      case "endsWith" -> Optional.of(ENDS_WITH);
      case ".." -> Optional.of(RANGE);
      case "+" -> Optional.of(ADD);
      case "-" -> Optional.of(SUBTRACT);
      case "*" -> Optional.of(MULTIPLY);
      case "/" -> Optional.of(DIVIDE);
      case "%" -> Optional.of(MODULO);
      case "**", "^" -> Optional.of(POWER);
      case "??" -> Optional.of(COALESCE);
      default -> Optional.empty();
    };
  }
}
