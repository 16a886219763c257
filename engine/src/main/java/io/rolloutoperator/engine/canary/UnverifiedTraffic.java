package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.TrafficWeights;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.strategy.Canary;
import io.rolloutoperator.engine.strategy.NoStrategy;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A router that does not confirm the weights holds the release back; after a while a person is to
 * hear of it.
 *
 * @param since when the router was first seen not to confirm
 * @param told a person has heard of it
 */
public record UnverifiedTraffic(Instant since, boolean told) {

  /** How long routers are given. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String REASON = "TrafficNotVerified";

  /** Which route waits for what; empty if the weights are confirmed or no router can tell. */
  public static Optional<String> cause(Snapshot snapshot) {
    TrafficWeights weights = snapshot.rollout().status().canary().weights();
    if (weights == null || !Boolean.FALSE.equals(weights.verified())) {
      return Optional.empty();
    }
    return switch (snapshot.rollout().strategy()) {
      case Canary(var strategy) -> {
        TrafficTarget target =
            new TrafficTarget(
                strategy.canaryService(),
                strategy.stableService(),
                weights.canary().weight(),
                CanaryView.maxWeight(strategy));
        yield snapshot.traffic().flatMap(routes -> routes.pending(target));
      }
      case NoStrategy() -> Optional.empty();
    };
  }

  /** Whether it is time to tell. */
  public boolean due(Instant now) {
    return !told && !now.isBefore(since.plus(PATIENCE));
  }

  /** The same, told. */
  public UnverifiedTraffic heard() {
    return new UnverifiedTraffic(since, true);
  }

  /** What is told. */
  public static EventNote event(String cause) {
    return EventNote.warning(
        REASON,
        "the weights are not confirmed for %d s, and the release waits: %s"
            .formatted(PATIENCE.toSeconds(), cause));
  }
}
