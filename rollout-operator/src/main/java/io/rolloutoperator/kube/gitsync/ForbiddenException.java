package io.rolloutoperator.kube.gitsync;

/** The unit's account lacks a right without which nothing can be decided. */
final class ForbiddenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForbiddenException(String message) {
    super(message);
  }
}
