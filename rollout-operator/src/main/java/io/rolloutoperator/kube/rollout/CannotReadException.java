package io.rolloutoperator.kube.rollout;

/** What a pass needs to see cannot be seen now; the pass ends and is tried again. */
final class CannotReadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotReadException(String message) {
    super(message);
  }
}
