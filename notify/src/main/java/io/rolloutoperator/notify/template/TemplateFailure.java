package io.rolloutoperator.notify.template;

/**
 * Leaves lexer, parser or evaluator at the first error. It never crosses the package boundary:
 * {@link Template} turns it into a sealed outcome.
 */
final class TemplateFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TemplateFailure(String message) {
    super(message, null, false, false);
  }

  /** The message, which is always present. */
  String text() {
    return String.valueOf(getMessage());
  }
}
