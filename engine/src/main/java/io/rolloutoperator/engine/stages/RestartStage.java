package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.plan.EvictPod;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.Reason;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.PendingRestart;
import io.rolloutoperator.engine.snapshot.PodFacts;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the pods that were made before {@code spec.restartAt}, a few at a time and without a new
 * revision. A pass that evicts does nothing else, so that no ReplicaSet shrinks meanwhile.
 */
public final class RestartStage implements Stage {

  /** When pods are missing or a budget refuses, nothing else may tell that it goes on. */
  public static final Duration NEXT_TRY = Duration.ofSeconds(30);

  /** By then the ReplicaSets no longer count what was evicted, and the release goes on. */
  private static final Duration COUNTED_AGAIN = Duration.ofSeconds(1);

  @Override
  public Optional<Plan> plan(Snapshot snapshot) {
    return snapshot.restart().flatMap(restart -> plan(snapshot, restart));
  }

  private static Optional<Plan> plan(Snapshot snapshot, PendingRestart restart) {
    return switch (restart) {
      case PendingRestart.Later _ -> Optional.empty();
      case PendingRestart.Due due -> {
        if (stillCounted(snapshot, due)) {
          yield Optional.of(waitForCounts());
        }
        List<PodFacts> old = outdated(snapshot, due);
        yield old.isEmpty()
            ? Optional.of(done(due))
            : Optional.of(old.stream().limit(allowed(snapshot, due)).toList())
                .filter(pods -> !pods.isEmpty())
                .map(pods -> evict(pods, old.size()));
      }
    };
  }

  /** When to look at a restart that waits, even if nothing happens; empty without one. */
  public static Optional<Duration> again(Snapshot snapshot) {
    return snapshot
        .restart()
        .map(
            restart ->
                switch (restart) {
                  case PendingRestart.Later(var when) -> Duration.between(snapshot.now(), when);
                  case PendingRestart.Due _ -> NEXT_TRY;
                });
  }

  /** Those of the stable ReplicaSet first, then of the current one. */
  private static List<PodFacts> outdated(Snapshot snapshot, PendingRestart.Due due) {
    return due.pods().stream()
        .filter(pod -> !pod.deleting() && pod.createdAt().isBefore(due.at()))
        .sorted(
            Comparator.<PodFacts>comparingInt(pod -> rank(snapshot, pod.replicaSet()))
                .thenComparing(PodFacts::name))
        .toList();
  }

  private static int rank(Snapshot snapshot, String replicaSet) {
    String stable = snapshot.rollout().status().stableRS();
    if (snapshot.replicaSet(replicaSet).filter(rs -> rs.hash().equals(stable)).isPresent()) {
      return 0;
    }
    return snapshot.template().equals(new TemplateMatch.Existing(replicaSet)) ? 1 : 2;
  }

  /** Whether ReplicaSets count pods that were just evicted: no number of theirs can be trusted. */
  private static boolean stillCounted(Snapshot snapshot, PendingRestart.Due due) {
    long counted = snapshot.replicaSets().stream().mapToLong(ReplicaSetFacts::readyReplicas).sum();
    return counted > due.pods().stream().filter(pod -> pod.available(snapshot.now(), 0)).count();
  }

  /** Pods that may go now; at least one may ever be missing, or nothing could be replaced. */
  private static int allowed(Snapshot snapshot, PendingRestart.Due due) {
    int replicas = snapshot.rollout().replicas();
    int minReadySeconds = snapshot.rollout().spec().minReadySeconds();
    int sum = snapshot.replicaSets().stream().mapToInt(ReplicaSetFacts::specReplicas).sum();
    int missing = Math.max(snapshot.rollout().strategy().maxUnavailable(replicas), 1);
    long available =
        due.pods().stream().filter(pod -> pod.available(snapshot.now(), minReadySeconds)).count();
    return (int) Math.max(0, available - (Math.max(replicas, sum) - missing));
  }

  private static Plan evict(List<PodFacts> pods, int outdated) {
    return new Plan(
        pods.stream().map(pod -> PlannedAction.of(new EvictPod(pod.name(), pod.uid()))).toList(),
        new StatusIntent.Counts(),
        List.of(
            new Reason(
                "restart",
                "%d of %d pods that were made before the restart are to be evicted"
                    .formatted(pods.size(), outdated))),
        Optional.of(COUNTED_AGAIN));
  }

  private static Plan waitForCounts() {
    return new Plan(
        List.of(),
        new StatusIntent.Keep(),
        List.of(new Reason("restart", "ReplicaSets still count pods that were evicted")),
        Optional.of(COUNTED_AGAIN));
  }

  private static Plan done(PendingRestart.Due due) {
    return new Plan(
        List.of(),
        new StatusIntent.Restarted(due.at()),
        List.of(new Reason("restarted", "all pods were made after " + due.at())),
        Optional.of(Duration.ZERO));
  }
}
