package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.kube.metrics.projection.ReleaseEnd;
import io.rolloutoperator.kube.metrics.projection.ReleaseEnd.Times;
import io.rolloutoperator.kube.metrics.projection.ReleaseOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How releases ended and how long they took.
 *
 * <p>Outcomes are counted by namespace and not by Rollout: a counter whose first value is 1 is an
 * increase that nobody sees, so every series has to be there before, and nine for each of 10,000
 * Rollouts would be more than all others of them.
 */
public final class ReleaseMetrics {
  private static final double[] WHOLE = {
    30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800
  };
  private static final double[] MOVING = {30, 60, 120, 300, 600, 900, 1800, 3600};
  private static final double[] HELD = {0, 60, 300, 600, 1800, 3600, 7200, 14400, 28800};
  private static final double[] COMMIT = {
    30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 86400
  };

  /** A revision begins within this time of its commit. */
  private static final Duration LONGEST_SYNC = Duration.ofHours(1);

  private record Name(String namespace, String rollout) {}

  private final Counter outcomes;
  private final Histogram whole;
  private final Histogram moving;
  private final Histogram held;
  private final Histogram commitToPromoted;
  private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
  private final Map<Name, Instant> commits = new ConcurrentHashMap<>();

  ReleaseMetrics(PrometheusRegistry registry) {
    outcomes =
        Counter.builder()
            .name("rollout_operator_outcomes")
            .help("Releases that ended, by how and why.")
            .labelNames("namespace", "outcome", "cause")
            .withoutExemplars()
            .register(registry);
    whole =
        histogram(registry, "rollout_duration_seconds", "Duration of releases.", "status", WHOLE);
    moving =
        histogram(
            registry,
            "rollout_progression_duration_seconds",
            "Duration of releases without manual pauses.",
            "status",
            MOVING);
    held =
        histogram(
            registry,
            "rollout_manual_pause_duration_seconds",
            "Time that manual pauses held releases.",
            "status",
            HELD);
    commitToPromoted =
        histogram(
            registry,
            "rollout_operator_commit_to_promoted_seconds",
            "From the moment that a commit was found, or its revision began, to the promotion.",
            "since",
            COMMIT);
  }

  /** A namespace has Rollouts: its counters begin at 0, before anything can be missed. */
  void known(String namespace) {
    if (namespaces.add(namespace)) {
      for (ReleaseOutcome each : ReleaseOutcome.values()) {
        outcomes.initLabelValues(namespace, each.outcome(), each.cause());
      }
    }
  }

  /**
   * Git sync wrote a Rollout for a commit.
   *
   * @param found when the commit was found in the repository
   */
  public void committed(String namespace, String rollout, Instant found) {
    commits.put(new Name(namespace, rollout), found);
  }

  /** A release ended. */
  public void ended(String namespace, String rollout, ReleaseEnd end) {
    known(namespace);
    outcomes.labelValues(namespace, end.outcome().outcome(), end.outcome().cause()).inc();
    end.times().ifPresent(times -> took(end.completion(), times));
    if (end.outcome() != ReleaseOutcome.SUPERSEDED) {
      Optional<Instant> commit = Optional.ofNullable(commits.remove(new Name(namespace, rollout)));
      if (end.outcome().promoted()) {
        end.times().ifPresent(times -> promoted(commit, times));
      }
    }
  }

  private void took(String status, Times times) {
    whole.labelValues(status).observe(seconds(times.whole()));
    moving.labelValues(status).observe(seconds(times.moving()));
    held.labelValues(status).observe(seconds(times.heldByPeople()));
  }

  private void promoted(Optional<Instant> commit, Times times) {
    Optional<Instant> found = commit.filter(time -> ledTo(time, times.began()));
    Duration took = Duration.between(found.orElse(times.began()), times.ended());
    commitToPromoted.labelValues(found.isPresent() ? "commit" : "revision").observe(seconds(took));
  }

  /** A commit that changed something else of the Rollout did not make the revision. */
  private static boolean ledTo(Instant found, Instant began) {
    return !found.isAfter(began) && found.plus(LONGEST_SYNC).isAfter(began);
  }

  /**
   * A Rollout is gone.
   *
   * @param last whether it was the last one of its namespace
   */
  void forget(String namespace, String rollout, boolean last) {
    commits.remove(new Name(namespace, rollout));
    if (last && namespaces.remove(namespace)) {
      outcomes.removeIf(labels -> labels.getFirst().equals(namespace));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static Histogram histogram(
      PrometheusRegistry registry, String name, String help, String label, double... buckets) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .classicOnly()
        .classicUpperBounds(buckets)
        .withoutExemplars()
        .register(registry);
  }
}
