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
  private static final int FEW_CERTAIN = 3;
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  private final String change;
  private final int certain;
  private final List<CrashPoint> points;
  private int number;

  /**
   * Chooses the points.
   *
   * @param change for people
   * @param writes of the change, if nobody is killed
   * @param certain how many of them it takes at least; the others are reports that may be told in
   *     one write
   */
  CrashRun(String change, int writes, int certain) {
    this.change = change;
    this.certain = Math.min(certain, writes);
    List<CrashPoint> all = points(1, writes);
    this.points = System.getProperty("sweep", "").equals("all") ? all : few(writes);
    System.out.printf(
        "%s: %d writes, killed at %d of %d points, -Dseed=%d%n",
        change, writes, points.size(), all.size(), SEED);
  }

  /** Some that must be reached, and one that may be, if there is any. */
  private List<CrashPoint> few(int writes) {
    List<CrashPoint> few = new ArrayList<>(points(1, certain).subList(0, FEW_CERTAIN));
    points(certain + 1, writes).stream().findFirst().ifPresent(few::add);
    return few;
  }

  private static List<CrashPoint> points(int first, int last) {
    List<CrashPoint> points = new ArrayList<>();
    for (int write = first; write <= last; write++) {
      for (Moment moment : Moment.values()) {
        points.add(new CrashPoint(write, moment));
      }
    }
    Collections.shuffle(points, new Random(SEED));
    return points;
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

  /** Notes that all is done after a point; only a report may have been spared. */
  void settled(CrashPoint point, boolean wasReached) {
    assertThat(wasReached || point.write() > certain)
        .as("%s: %s was reached", change, point)
        .isTrue();
  }
}
