package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.List;

/**
 * Fields of which somebody else's value is kept instead of Git's.
 *
 * @param paths JSON pointers into the object as it was to be applied
 * @param reason {@code WeightsManagedByRollout}, {@code ReplicasManagedByScaler}, …
 */
public record Yielded(ObjectId object, List<String> paths, String reason) {

  /** Copies the list. */
  public Yielded {
    paths = List.copyOf(paths);
  }
}
