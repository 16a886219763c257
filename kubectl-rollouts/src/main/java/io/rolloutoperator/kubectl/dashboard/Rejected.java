package io.rolloutoperator.kubectl.dashboard;

/** A request that this server does not take. */
final class Rejected extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * A rejection.
   *
   * @param status 400 to 499
   * @param message one line, without anything that the request said
   */
  Rejected(int status, String message) {
    super(message);
    this.status = status;
  }

  Answer.Whole answer() {
    return Answer.message(status, String.valueOf(getMessage()));
  }
}
