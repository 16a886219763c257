package io.rolloutoperator.engine.replicas;

/**
 * A ReplicaSet of the rollout that is neither stable nor canary.
 *
 * @param name of the object, unique among its kind
 * @param revision higher is newer; 0 if it has no readable revision
 */
public record OldReplicaSet(String name, long revision, ReplicaCounts counts) {}
