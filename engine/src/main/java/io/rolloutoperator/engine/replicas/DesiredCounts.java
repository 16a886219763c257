package io.rolloutoperator.engine.replicas;

/**
 * Desired {@code spec.replicas} of the two ReplicaSets of a canary.
 *
 * @param stable pods of the stable ReplicaSet; 0 when there is none besides the canary
 * @param canary pods of the ReplicaSet of the current template
 */
public record DesiredCounts(int stable, int canary) {}
