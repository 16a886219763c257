package io.rolloutoperator.kube.pass;

import io.rolloutoperator.kube.client.ApiAnswer;

/** How a status write went. */
public sealed interface StatusOutcome {

  /** It was the same already. */
  record Unchanged() implements StatusOutcome {}

  /** It is written. */
  record Written() implements StatusOutcome {}

  /**
   * It is not written, or nobody knows.
   *
   * @param answer why
   */
  record Failed(ApiAnswer answer) implements StatusOutcome {}
}
