package io.rolloutoperator.engine.snapshot;

import io.rolloutoperator.engine.replicas.ReplicaCounts;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A ReplicaSet that the Rollout owns, as it was observed.
 *
 * @param name its name
 * @param createdAt when it was made
 * @param labels its labels
 * @param annotations its annotations
 * @param specReplicas wanted pods, ≥ 0
 * @param replicas existing pods, ≥ 0
 * @param readyReplicas ready pods, ≥ 0
 * @param availableReplicas pods that were ready for minReadySeconds, ≥ 0
 * @param minReadySeconds seconds, ≥ 0
 * @param current whether its own controller has seen its present spec
 * @param deleting whether it is being deleted
 * @param failure message of its ReplicaFailure condition, if it is true
 */
public record ReplicaSetFacts(
    String name,
    Instant createdAt,
    Map<String, String> labels,
    Map<String, String> annotations,
    int specReplicas,
    int replicas,
    int readyReplicas,
    int availableReplicas,
    int minReadySeconds,
    boolean current,
    boolean deleting,
    Optional<Failure> failure) {

  /**
   * Why pods cannot be made.
   *
   * @param reason in one word
   * @param message in a sentence
   */
  public record Failure(String reason, String message) {}

  public ReplicaSetFacts {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** Hash of its pod template as its label says; "" without one. */
  public String hash() {
    return labels.getOrDefault(Annotations.POD_TEMPLATE_HASH, "");
  }

  /** Number of its revision; 0 if unknown. */
  public long revision() {
    return Annotations.number(annotations, Annotations.REVISION);
  }

  public ReplicaCounts counts() {
    return new ReplicaCounts(specReplicas, replicas, availableReplicas);
  }

  /** When it may be scaled to 0, if it waits for that; an unreadable time counts as none. */
  public Optional<Instant> scaleDownDeadline() {
    String text = annotations.getOrDefault(Annotations.SCALE_DOWN_DEADLINE, "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether every wanted pod is available, and at least one is wanted. */
  public boolean fullyAvailable() {
    return specReplicas > 0 && availableReplicas == specReplicas;
  }
}
