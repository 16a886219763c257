package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.snapshot.ClockJump;
import io.rolloutoperator.engine.snapshot.ClockJumps;
import io.rolloutoperator.kube.fence.FenceClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the wall clock and compares it with the one that cannot jump. */
final class ClockWatch {

  private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);

  /** Of a clock that is set again and again the last jumps are known. */
  private static final int REMEMBERED = 16;

  private final FenceClock clock;
  private final List<ClockJump> jumps = new ArrayList<>();
  private Instant lastWall;
  private long lastNanos;

  /** Watches from now on. */
  ClockWatch(FenceClock clock) {
    this.clock = clock;
    this.lastWall = clock.now();
    this.lastNanos = clock.nanoTime();
  }

  /** A moment of a pass. */
  record Moment(Instant now, ClockJumps jumps) {}

  /** The present moment, with the jumps up to it; a jump is told in the log once. */
  synchronized Moment read() {
    Instant wall = clock.now();
    long nanos = clock.nanoTime();
    Instant expected = lastWall.plusNanos(nanos - lastNanos);
    if (Duration.between(expected, wall).compareTo(ClockJump.COUNTS) > 0) {
      note(new ClockJump(expected, wall));
    }
    lastWall = wall;
    lastNanos = nanos;
    return new Moment(wall, new ClockJumps(jumps));
  }

  private void note(ClockJump jump) {
    log.warn(
        "the clock jumped forward from {} to {}; of that {} h count for pauses that had begun",
        jump.before(),
        jump.after(),
        ClockJump.COUNTS.toHours());
    jumps.add(jump);
    if (jumps.size() > REMEMBERED) {
      jumps.removeFirst();
    }
  }
}
