package io.rolloutoperator.kubectl.action;

import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Replaces all pods that are older than a time, a few at a time.
 *
 * @param at when; written in whole seconds
 * @param in the wait until then, in the user's words
 */
public record RestartAction(Instant at, String in) implements RolloutAction {

  private static final String AT_ONCE = "0s";

  /** At once. */
  public static RestartAction now(Instant now) {
    return new RestartAction(now, AT_ONCE);
  }

  @Override
  public String on(ObjectRef rollout, Cluster cluster) throws CommandFailure {
    Instant written = at.truncatedTo(ChronoUnit.SECONDS);
    cluster.merge(rollout, "{\"spec\":{\"restartAt\":\"" + written + "\"}}");
    return "rollout '" + rollout.name() + "' restarts in " + in;
  }
}
