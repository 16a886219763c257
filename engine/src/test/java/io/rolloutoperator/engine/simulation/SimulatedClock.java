package io.rolloutoperator.engine.simulation;

import io.rolloutoperator.engine.snapshot.ClockJump;
import io.rolloutoperator.engine.snapshot.ClockJumps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that goes on when a test says so, and that somebody may set. */
final class SimulatedClock {
  private final List<ClockJump> jumps = new ArrayList<>();
  private Instant now;

  SimulatedClock(Instant start) {
    this.now = start;
  }

  Instant now() {
    return now;
  }

  ClockJumps jumps() {
    return new ClockJumps(jumps);
  }

  void advance(Duration time) {
    now = now.plus(time);
  }

  /** The clock is set, and no time passes. */
  void jump(Duration time) {
    if (time.compareTo(ClockJump.COUNTS) > 0) {
      jumps.add(new ClockJump(now, now.plus(time)));
    }
    advance(time);
  }
}
