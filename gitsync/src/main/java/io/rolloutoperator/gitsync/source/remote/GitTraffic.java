package io.rolloutoperator.gitsync.source.remote;

/** Is told about each exchange with a server, for metrics. */
public interface GitTraffic {

  /** What an exchange was for. */
  enum Operation {
    LS_REMOTE,
    FETCH,
    PUSH
  }

  /**
   * An exchange is over.
   *
   * @param bytes received
   */
  void finished(Operation operation, boolean success, long bytes);

  /** Nobody listens. */
  static GitTraffic ignored() {
    return (_, _, _) -> {};
  }
}
