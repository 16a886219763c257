package io.rolloutoperator.analysis.expression;

import java.util.Optional;

/** Prefix operators. */
enum UnaryOperator {
  NOT(50),
  MINUS(90),
  PLUS(90);

  private final int precedence;

  UnaryOperator(int precedence) {
    this.precedence = precedence;
  }

  int precedence() {
    return precedence;
  }

  static Optional<UnaryOperator> of(String symbol) {
    return switch (symbol) {
      case "not", "!" -> Optional.of(NOT);
      case "-" -> Optional.of(MINUS);
      case "+" -> Optional.of(PLUS);
      default -> Optional.empty();
    };
  }
}
