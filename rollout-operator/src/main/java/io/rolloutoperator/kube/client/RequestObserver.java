package io.rolloutoperator.kube.client;

/** Told of every answer of the API server. Must return at once and never throw. */
@FunctionalInterface
public interface RequestObserver {
  /**
   * The API server answered.
   *
   * @param target what the request was about
   * @param status HTTP status code of the answer
   */
  void answered(RequestTarget target, int status);

  /**
   * The API server did what was asked for with our own rights, or refused it because one is
   * missing. Answers that say neither are not told.
   *
   * @param allowed false if the right is missing
   */
  default void judged(RequestTarget target, boolean allowed) {}
}
