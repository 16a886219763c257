package io.rolloutoperator.engine.replicas;

/**
 * The pods of one ReplicaSet as observed.
 *
 * @param spec wanted pods, {@code spec.replicas}, at least 0
 * @param current existing pods, {@code status.replicas}, at least 0
 * @param available pods ready for {@code minReadySeconds}, {@code status.availableReplicas}, at
 *     least 0
 */
public record ReplicaCounts(int spec, int current, int available) {

  /** A ReplicaSet without pods, or one that does not exist yet. */
  public static final ReplicaCounts NONE = new ReplicaCounts(0, 0, 0);

  public ReplicaCounts {
    if (spec < 0 || current < 0 || available < 0) {
      throw new IllegalArgumentException(
          "negative replica count: " + spec + ", " + current + ", " + available);
    }
  }

  /** Available pods that are wanted too: pods above {@code spec} are about to go. */
  public int availableWithinSpec() {
    return Math.min(spec, available);
  }
}
