package io.rolloutoperator.gitsync.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Workloads: enough pods, of the right revision, and none too many. */
final class WorkloadHealth {

  private WorkloadHealth() {}

  static Health deployment(ObjectNode live, Instant now) {
    JsonNode status = live.path("status");
    Optional<Condition> progressing = Condition.find(status, "Progressing");
    if (progressing.filter(c -> c.reason().equals("ProgressDeadlineExceeded")).isPresent()) {
      return Health.failed("progress deadline exceeded");
    }
    return new Counts(status, wanted(live))
        .atLeastWanted("replicas", "replicas")
        .atLeastWanted("updatedReplicas", "updated")
        .noSurplus()
        .atLeastWanted("availableReplicas", "available")
        .atLeastWanted("readyReplicas", "ready")
        .problem()
        .or(() -> notDone(live, progressing))
        .or(() -> notAvailable(status))
        .orElseGet(Health::current);
  }

  private static Optional<Health> notDone(ObjectNode live, Optional<Condition> progressing) {
    long deadline = live.path("spec").path("progressDeadlineSeconds").asLong(Integer.MAX_VALUE);
    boolean done =
        deadline == Integer.MAX_VALUE
            || progressing
                .filter(c -> c.isTrue() && c.reason().equals("NewReplicaSetAvailable"))
                .isPresent();
    return done ? Optional.empty() : Optional.of(Health.inProgress("ReplicaSet not available"));
  }

  private static Optional<Health> notAvailable(JsonNode status) {
    return Condition.find(status, "Available").filter(Condition::isTrue).isPresent()
        ? Optional.empty()
        : Optional.of(Health.inProgress("Deployment not available"));
  }

  static Health statefulSet(ObjectNode live, Instant now) {
    JsonNode update = live.path("spec").path("updateStrategy");
    JsonNode status = live.path("status");
    if (update.path("type").asText().equals("OnDelete")) {
      return Health.current("pods are updated when they are deleted");
    }
    long wanted = wanted(live);
    Counts counts =
        new Counts(status, wanted)
            .atLeastWanted("replicas", "replicas")
            .atLeastWanted("readyReplicas", "ready")
            .noSurplus();
    long partition = update.path("rollingUpdate").path("partition").asLong(0);
    if (partition > 0) {
      return counts
          .atLeast("updatedReplicas", "updated", Math.max(0, wanted - partition))
          .problem()
          .orElseGet(() -> Health.current("updated up to partition " + partition));
    }
    return counts
        .atLeastWanted("currentReplicas", "current")
        .problem()
        .or(() -> revisionsDiffer(status))
        .orElseGet(Health::current);
  }

  private static Optional<Health> revisionsDiffer(JsonNode status) {
    return status.path("currentRevision").equals(status.path("updateRevision"))
        ? Optional.empty()
        : Optional.of(Health.inProgress("waiting for the updated revision"));
  }

  static Health daemonSet(ObjectNode live, Instant now) {
    JsonNode status = live.path("status");
    if (!status.has("desiredNumberScheduled")) {
      return Health.inProgress("no pods counted yet");
    }
    long desired = status.path("desiredNumberScheduled").asLong();
    boolean onDelete =
        live.path("spec").path("updateStrategy").path("type").asText().equals("OnDelete");
    return new Counts(status, desired)
        .atLeastWanted("currentNumberScheduled", "current")
        .atLeast("updatedNumberScheduled", "updated", onDelete ? 0 : desired)
        .atLeastWanted("numberAvailable", "available")
        .atLeastWanted("numberReady", "ready")
        .problem()
        .orElseGet(Health::current);
  }

  static Health replicaSet(ObjectNode live, Instant now) {
    JsonNode status = live.path("status");
    Optional<Condition> failure =
        Condition.find(status, "ReplicaFailure").filter(Condition::isTrue);
    if (failure.isPresent()) {
      return Health.inProgress(failure.get().text());
    }
    return new Counts(status, wanted(live))
        .atLeastWanted("fullyLabeledReplicas", "labelled")
        .atLeastWanted("availableReplicas", "available")
        .atLeastWanted("readyReplicas", "ready")
        .noSurplus()
        .problem()
        .orElseGet(Health::current);
  }

  private static long wanted(ObjectNode live) {
    return live.path("spec").path("replicas").asLong(1);
  }

  /**
   * Compares counters of a status; the first one that is off is the answer.
   *
   * @param wanted number of pods
   */
  private record Counts(JsonNode status, long wanted, Optional<Health> problem) {

    Counts(JsonNode status, long wanted) {
      this(status, wanted, Optional.empty());
    }

    Counts atLeastWanted(String field, String label) {
      return atLeast(field, label, wanted);
    }

    Counts atLeast(String field, String label, long least) {
      long count = status.path(field).asLong(0);
      return count >= least ? this : or("%s: %d/%d".formatted(label, count, least));
    }

    Counts noSurplus() {
      long surplus = status.path("replicas").asLong(0) - wanted;
      return surplus <= 0 ? this : or("%d pods still to end".formatted(surplus));
    }

    private Counts or(String message) {
      return problem.isPresent()
          ? this
          : new Counts(status, wanted, Optional.of(Health.inProgress(message)));
    }
  }
}
