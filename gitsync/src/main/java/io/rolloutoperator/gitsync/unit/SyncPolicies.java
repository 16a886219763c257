package io.rolloutoperator.gitsync.unit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What may be written, and when a unit counts as ready.
 *
 * @param force whether an object with a changed immutable field is made anew
 * @param awaitHealth whether readiness needs the health of the objects
 * @param healthChecks the objects that count for it; none: all of the unit
 * @param timeout after an apply, until objects that are not healthy are a failure
 * @param retryInterval fixed; absent: from 1 s doubling to 5 minutes
 * @param suspend nothing is written
 * @param historyLimit entries of history, 0 to 50
 */
public record SyncPolicies(
    Prune prune,
    DeletionPolicy deletion,
    DriftCorrection drift,
    boolean force,
    List<IgnoreRule> ignore,
    boolean awaitHealth,
    List<ObjectRef> healthChecks,
    Duration timeout,
    Optional<Duration> retryInterval,
    List<Dependency> dependsOn,
    boolean suspend,
    int historyLimit) {

  /** Copies the lists. */
  public SyncPolicies {
    ignore = List.copyOf(ignore);
    healthChecks = List.copyOf(healthChecks);
    dependsOn = List.copyOf(dependsOn);
  }

  /**
   * Deleting what Git no longer has.
   *
   * @param maxDeletePercent of the inventory at once without approval, 0 to 100
   * @param allowEmpty whether a folder without objects deletes everything
   */
  public record Prune(boolean enabled, int maxDeletePercent, boolean allowEmpty) {}

  /** What becomes of the objects when the unit itself is deleted. */
  public enum DeletionPolicy {
    MIRROR_PRUNE,
    DELETE,
    WAIT_FOR_TERMINATION,
    ORPHAN
  }

  /** What is done about objects that differ from Git. */
  public enum DriftCorrection {
    ENABLED,
    WARN,
    DISABLED
  }

  /** One object. */
  public record ObjectRef(String apiVersion, String kind, String namespace, String name) {}

  /** Another unit that must be ready first. */
  public record Dependency(String namespace, String name) {}

  /**
   * Fields whose live value is adopted.
   *
   * @param paths JSON pointers
   */
  public record IgnoreRule(List<String> paths, Target target) {
    /** Copies the list. */
    public IgnoreRule {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Which objects a rule is for; an empty text matches all.
   *
   * @param labelSelector as in {@code kubectl -l}
   * @param annotationSelector likewise, on annotations
   */
  public record Target(
      String group,
      String version,
      String kind,
      String name,
      String namespace,
      String labelSelector,
      String annotationSelector) {}
}
