package io.rolloutoperator.kube.runtime;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the controllers are doing.
 *
 * @param synced true once every informer has seen the whole of its kind, and while all watches live
 * @param troubles one line for each thing that is not as it should be, {@code informer for
 *     rollouts: watch closed}
 * @param quarantined one line for each object that is left alone because it cannot be worked on
 */
public record RuntimeHealth(boolean synced, List<String> troubles, List<String> quarantined) {
  public RuntimeHealth {
    troubles = List.copyOf(troubles);
    quarantined = List.copyOf(quarantined);
  }

  /** The health of both. */
  public RuntimeHealth and(RuntimeHealth other) {
    return new RuntimeHealth(
        synced && other.synced,
        Stream.concat(troubles.stream(), other.troubles.stream()).toList(),
        Stream.concat(quarantined.stream(), other.quarantined.stream()).toList());
  }

  /** Synced, with nothing to tell. */
  public static RuntimeHealth good() {
    return new RuntimeHealth(true, List.of(), List.of());
  }
}
