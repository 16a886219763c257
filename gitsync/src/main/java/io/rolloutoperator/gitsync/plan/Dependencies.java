package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.health.HealthSummary;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.List;
import java.util.Optional;

/** Other units that must be ready first. */
public final class Dependencies {

  private Dependencies() {}

  /**
   * A unit that another one depends on, as its status tells it.
   *
   * @param exists whether there is one
   * @param observed whether the status is about the present generation
   * @param sameSource whether it has the same repository and ref as the unit that depends on it
   * @param applied its {@code lastAppliedRevision}
   * @param rollouts the worst health of its Rollouts; healthy if it has none
   */
  public record Dependency(
      UnitId id,
      boolean exists,
      boolean observed,
      boolean ready,
      boolean sameSource,
      Optional<Revision> applied,
      HealthSummary rollouts) {}

  /**
   * One line for each that is not ready.
   *
   * @param revision that the unit is about to apply
   */
  public static List<String> unmet(Revision revision, List<Dependency> dependencies) {
    return dependencies.stream().flatMap(d -> unmet(revision, d).stream()).toList();
  }

  private static Optional<String> unmet(Revision revision, Dependency dependency) {
    String name = name(dependency.id());
    if (!dependency.exists()) {
      return Optional.of(name + " not found");
    }
    if (!dependency.observed()) {
      return Optional.of(name + " has a change that is not observed yet");
    }
    if (!dependency.ready()) {
      return Optional.of(name + " is not ready");
    }
    boolean sameCommit =
        dependency.applied().filter(a -> a.commit().equals(revision.commit())).isPresent();
    if (dependency.sameSource() && !sameCommit) {
      return Optional.of(name + " has not applied " + revision.shortText() + " yet");
    }
    return dependency.rollouts() == HealthSummary.HEALTHY
        ? Optional.empty()
        : Optional.of(name + " has Rollouts that are not healthy: " + dependency.rollouts().text());
  }

  private static String name(UnitId id) {
    return id.kind() + " " + id.namespace() + "/" + id.name();
  }
}
