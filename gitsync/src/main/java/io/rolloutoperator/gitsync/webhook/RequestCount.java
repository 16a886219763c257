package io.rolloutoperator.gitsync.webhook;

/** Counts answers. Must return at once. */
@FunctionalInterface
public interface RequestCount {
  /**
   * A request was answered.
   *
   * @param type name of the hook's type, {@link WebhookAnswer#NO_HOOK} if none was reached
   * @param code HTTP status code
   */
  void answered(String type, int code);
}
