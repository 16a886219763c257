package io.rolloutoperator.kube.gitsync;

import java.time.Duration;

/** How a pass of a unit ended, and with that when to look again. */
sealed interface PassEnd {

  /** The same, but with the next look after that time at the latest. */
  default PassEnd within(Duration time) {
    return this instanceof Settled(Duration again) && again.compareTo(time) > 0
        ? new Settled(time)
        : this;
  }

  /**
   * The pass did what it could.
   *
   * @param again at the latest, even without an event
   */
  record Settled(Duration again) implements PassEnd {}

  /**
   * The API server asks for patience: the unit asks nothing of it before this time is over,
   * whatever happens.
   *
   * @param why one line
   */
  record Postponed(String why, Duration pause) implements PassEnd {}

  /**
   * Nothing was found out and nothing written, as the time that the API server asked for is not
   * over, or the kustomize binary works for other units.
   *
   * @param again when to come back
   */
  record Waiting(Duration again) implements PassEnd {}

  /** The world changed under the pass: another one is made at once. */
  record Repeat(String why) implements PassEnd {}

  /**
   * The pass could not find out or write what it had to; it is repeated with growing pauses.
   *
   * @param why one line
   */
  record Failed(String why) implements PassEnd {}
}
