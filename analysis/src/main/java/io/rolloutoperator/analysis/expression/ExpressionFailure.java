package io.rolloutoperator.analysis.expression;

/**
 * Leaves the parser, checker or evaluator at the first error. It never crosses the package
 * boundary: {@link Expression} turns it into a sealed outcome.
 */
final class ExpressionFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExpressionFailure(String message) {
    super(message, null, false, false);
  }

  /** The message, which is always present. */
  String text() {
    return String.valueOf(getMessage());
  }
}
