package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a commit that is applied makes its unit ready. A Rollout that takes its time is no failure
 * however long that is: only its own failure is.
 *
 * @param lastWrite when an object was written last
 */
record ReadyRule(
    SyncPolicies policies,
    Revision revision,
    Map<ObjectId, Health> health,
    Instant lastWrite,
    Instant now) {

  Readiness readiness() {
    List<ObjectId> waiting = waiting();
    List<String> failed =
        waiting.stream().filter(id -> state(id) == Health.State.FAILED).map(this::line).toList();
    if (!failed.isEmpty()) {
      return new Readiness.Failed(new SyncFailure.HealthCheckFailed(failed));
    }
    if (waiting.isEmpty()) {
      return new Readiness.Ready(revision);
    }
    List<String> late =
        waiting.stream().filter(id -> !id.kind().equals("Rollout")).map(this::line).toList();
    return !late.isEmpty() && !now.isBefore(lastWrite.plus(policies.timeout()))
        ? new Readiness.Failed(new SyncFailure.HealthCheckFailed(late))
        : new Readiness.Progressing("waiting for " + line(waiting.getFirst()));
  }

  /** When waiting becomes a failure. */
  Optional<Instant> deadline() {
    return waiting().isEmpty() ? Optional.empty() : Optional.of(lastWrite.plus(policies.timeout()));
  }

  private List<ObjectId> waiting() {
    if (!policies.awaitHealth()) {
      return List.of();
    }
    return health.keySet().stream()
        .filter(this::counts)
        .filter(id -> !Optional.ofNullable(health.get(id)).map(Health::settled).orElse(false))
        .toList();
  }

  private boolean counts(ObjectId id) {
    return policies.healthChecks().isEmpty()
        || policies.healthChecks().stream()
            .anyMatch(
                check ->
                    check.kind().equals(id.kind())
                        && check.name().equals(id.name())
                        && check.namespace().equals(id.namespace()));
  }

  private Health.State state(ObjectId id) {
    return Optional.ofNullable(health.get(id)).map(Health::state).orElse(Health.State.MISSING);
  }

  private String line(ObjectId id) {
    String message = Optional.ofNullable(health.get(id)).map(Health::message).orElse("");
    return message.isEmpty() ? id.toString() : id + ": " + message;
  }
}
