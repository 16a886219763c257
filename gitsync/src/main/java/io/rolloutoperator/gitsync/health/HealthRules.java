package io.rolloutoperator.gitsync.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Tells the health of a live object by its status, first by rules for all kinds. */
public final class HealthRules {

  private HealthRules() {}

  /**
   * The health of an object that was read.
   *
   * @param now some rules give an object a few seconds
   */
  public static Health of(ObjectNode live, Instant now) {
    return Health.inProgress("");
  }

  /** The health of an object that is not in the cluster, by its manifest. */
  public static Health absent(ObjectNode desired) {
    return Health.inProgress("");
  }
}
