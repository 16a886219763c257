package io.rolloutoperator.engine.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A pod of a ReplicaSet that the Rollout owns, read while a restart is due.
 *
 * @param name its name
 * @param uid of this very pod
 * @param replicaSet name of its ReplicaSet
 * @param createdAt when it was made, in whole seconds
 * @param readySince since when it is ready; empty if it is not
 * @param deleting whether it is being deleted
 */
public record PodFacts(
    String name,
    String uid,
    String replicaSet,
    Instant createdAt,
    Optional<Instant> readySince,
    boolean deleting) {

  /**
   * Whether it counts as serving.
   *
   * @param minReadySeconds for which it has to be ready, at least 0
   */
  public boolean available(Instant now, int minReadySeconds) {
    return !deleting
        && readySince
            .filter(since -> !now.isBefore(since.plus(Duration.ofSeconds(minReadySeconds))))
            .isPresent();
  }
}
