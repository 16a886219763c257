package io.rolloutoperator.kube.client;

/** A mutating request was not sent. The object is untouched; the outcome is certain. */
public final class WriteRefusedException extends RuntimeException {
  /**
   * Says what was not done, and why.
   *
   * @param target what was to be written
   * @param reason one line, why not
   */
  public WriteRefusedException(RequestTarget target, String reason) {
    super("not sent: " + target.verb() + " of " + target.resource() + ": " + reason);
  }
}
