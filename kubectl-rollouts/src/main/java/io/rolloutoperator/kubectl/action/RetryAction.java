package io.rolloutoperator.kubectl.action;

import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.CommandFailure;

/** An aborted update starts again, from its first step. */
public record RetryAction() implements RolloutAction {

  private static final StatusPatch PATCH = StatusPatch.of("{\"status\":{\"abort\":false}}");

  @Override
  public String on(ObjectRef rollout, Cluster cluster) throws CommandFailure {
    PATCH.send(rollout, cluster);
    return "rollout '" + rollout.name() + "' retried";
  }
}
