package io.rolloutoperator.kube.gitsync;

/** The API server could not say; nothing is known, and nothing may be written. */
final class UnansweredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnansweredException(String message) {
    super(message);
  }
}
