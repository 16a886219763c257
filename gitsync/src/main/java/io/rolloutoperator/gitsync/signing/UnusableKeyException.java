package io.rolloutoperator.gitsync.signing;

/**
 * A key cannot sign. The message is for people: it names the key of the Secret, never a value, and
 * has no cause, which could show one.
 */
final class UnusableKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableKeyException(String message) {
    super(message);
  }
}
