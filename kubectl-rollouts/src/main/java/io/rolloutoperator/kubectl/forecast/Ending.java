package io.rolloutoperator.kubectl.forecast;

import java.time.Duration;
import java.util.Optional;

/** How an update ends. */
public sealed interface Ending {

  /**
   * The new revision is stable.
   *
   * @param how as the Event RolloutCompleted words it; "" if it was stable all along
   * @param kept how long the old pods stay; empty if they went before
   */
  record Promoted(String how, Optional<Duration> kept) implements Ending {}

  /** It does not go on; why. */
  record Stuck(String why) implements Ending {}

  /** The controller refuses the spec: nothing happens at all. */
  record Refused() implements Ending {}
}
