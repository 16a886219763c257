package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The points of one change at which the operator is killed: before and after each of its writes.
 *
 * <p>{@code -Dsweep=all} takes every point in place of a few; {@code -Dseed=N} takes those of an
 * earlier run.
 */
final class CrashRun {
  private static final int FEW = 4;
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  private final String change;
  private final List<CrashPoint> points;
  private int number;
  private int reached;

  /**
   * Chooses the points.
   *
   * @param change for people
   * @param writes of the change, if nobody is killed
   */
  CrashRun(String change, int writes) {
    this.change = change;
    List<CrashPoint> all = new ArrayList<>();
    for (int write = 1; write <= writes; write++) {
      for (Moment moment : Moment.values()) {
        all.add(new CrashPoint(write, moment));
      }
    }
    Collections.shuffle(all, new Random(SEED));
    boolean whole = System.getProperty("sweep", "").equals("all");
    this.points = whole ? all : all.subList(0, Math.min(FEW, all.size()));
    System.out.printf(
        "%s: %d writes, killed at %d of %d points, -Dseed=%d%n",
        change, writes, points.size(), all.size(), SEED);
  }

  /** In no order. */
  List<CrashPoint> points() {
    return points;
  }

  /** A number for the next point, the first one being 1. */
  int next() {
    number++;
    return number;
  }

  /** Counts a point, which was reached unless the change took fewer writes this time. */
  void settled(boolean wasReached) {
    if (wasReached) {
      reached++;
    }
  }

  /** Tells how it went; a run that hardly killed anybody has shown nothing. */
  void end() {
    System.out.printf("%s: %d of %d points were reached%n", change, reached, points.size());
    assertThat(reached).as(change + ": points reached").isGreaterThan(points.size() / 2);
  }
}
