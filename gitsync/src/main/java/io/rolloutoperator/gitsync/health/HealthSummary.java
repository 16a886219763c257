package io.rolloutoperator.gitsync.health;

import java.util.Collection;
import java.util.Comparator;

/** The health of a unit: the worst of its objects, best first. */
public enum HealthSummary {
  HEALTHY("Healthy"),
  PROGRESSING("Progressing"),
  PAUSED("Paused"),
  DEGRADED("Degraded"),
  UNKNOWN("Unknown");

  private final String text;

  HealthSummary(String text) {
    this.text = text;
  }

  /** As the status spells it. */
  public String text() {
    return text;
  }

  /** What one object counts as. */
  public static HealthSummary of(Health health) {
    return switch (health.state()) {
      case CURRENT -> HEALTHY;
      case PAUSED -> PAUSED;
      case IN_PROGRESS, TERMINATING, MISSING -> PROGRESSING;
      case FAILED -> DEGRADED;
    };
  }

  /** The worst of all; no object at all is healthy. */
  public static HealthSummary worst(Collection<Health> objects) {
    return objects.stream().map(HealthSummary::of).max(Comparator.naturalOrder()).orElse(HEALTHY);
  }
}
