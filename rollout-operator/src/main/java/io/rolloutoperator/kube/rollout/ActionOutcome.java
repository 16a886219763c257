package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.kube.client.ApiAnswer;

/** How one action went. */
sealed interface ActionOutcome {

  /** It is done, now or by an earlier request whose answer was lost. */
  record Done() implements ActionOutcome {}

  /**
   * Not now, and nothing else has to wait for it.
   *
   * @param why in a few words
   */
  record PutOff(String why) implements ActionOutcome {}

  /** Another object has the name. */
  record NameTaken() implements ActionOutcome {}

  /**
   * It is not done, or nobody knows.
   *
   * @param answer why
   */
  record Failed(ApiAnswer answer) implements ActionOutcome {}
}
