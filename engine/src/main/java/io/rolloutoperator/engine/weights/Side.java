package io.rolloutoperator.engine.weights;

import io.rolloutoperator.engine.replicas.ReplicaCounts;

/**
 * A ReplicaSet that gets traffic.
 *
 * @param hash its pod template hash
 * @param counts {@link ReplicaCounts#NONE} before it exists
 */
public record Side(String hash, ReplicaCounts counts) {

  int available() {
    return counts.availableWithinSpec();
  }
}
