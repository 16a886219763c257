package io.rolloutoperator.kubectl.action;

import io.rolloutoperator.kubectl.cli.CommandFailure;

/** Why an action does not fit the Rollout as it is; nothing was written. */
public final class Refusal extends CommandFailure {

  private static final long serialVersionUID = 1;

  Refusal(String message) {
    super(message);
  }
}
