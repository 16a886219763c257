package io.rolloutoperator.kube.gitsync;

/** Somebody changed an object meanwhile: everything is to be read again. */
final class OutdatedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutdatedException(String message) {
    super(message);
  }
}
