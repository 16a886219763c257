package io.rolloutoperator.kubectl.forecast;

import java.time.Duration;
import java.util.Optional;

/** Something that an update waits for before it goes on. */
public sealed interface Wait {

  /** The shortest it lasts; a person may answer at once. */
  Duration shortest();

  /** The longest it lasts if the update is to succeed; empty: as long as it takes. */
  Optional<Duration> longest();

  /**
   * New pods start.
   *
   * @param shortest minReadySeconds
   * @param deadline progressDeadlineSeconds: after that long without a new pod the update counts as
   *     failed
   */
  record Pods(Duration shortest, Duration deadline) implements Wait {
    @Override
    public Optional<Duration> longest() {
      return Optional.of(deadline);
    }
  }

  /** A pause ends by itself. */
  record Pause(Duration length) implements Wait {
    @Override
    public Duration shortest() {
      return length;
    }

    @Override
    public Optional<Duration> longest() {
      return Optional.of(length);
    }
  }

  /**
   * Somebody decides.
   *
   * @param how what to do for the update to go on
   */
  record Person(String how) implements Wait {
    @Override
    public Duration shortest() {
      return Duration.ZERO;
    }

    @Override
    public Optional<Duration> longest() {
      return Optional.empty();
    }
  }

  /**
   * An analysis comes to its end.
   *
   * @param longest empty if no number of measurements is the last
   * @param problem why nothing is known about its length; empty if it is
   */
  record Analysis(Duration shortest, Optional<Duration> longest, Optional<String> problem)
      implements Wait {}
}
