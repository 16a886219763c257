package io.rolloutoperator.engine.replicas;

/**
 * A decision to shrink a ReplicaSet that is neither stable nor canary.
 *
 * @param name of the ReplicaSet
 * @param replicas its new {@code spec.replicas}, below the present one
 */
public record OldReplicaSetScale(String name, int replicas) {}
