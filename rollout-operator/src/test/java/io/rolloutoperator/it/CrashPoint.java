package io.rolloutoperator.it;

import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A write of the operator, the first one being 1, before or after which its process is killed.
 *
 * <p>{@code -Dcrash.points=all} takes every point in place of a few; {@code -Dcrash.seed=N} takes
 * those of an earlier run.
 */
record CrashPoint(int write, Moment moment) {
  private static final int FEW = 6;
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

  /** Points of so many writes, in no order. */
  static List<CrashPoint> of(String what, int writes) {
    List<CrashPoint> all = new ArrayList<>();
    for (int write = 1; write <= writes; write++) {
      for (Moment moment : Moment.values()) {
        all.add(new CrashPoint(write, moment));
      }
    }
    Collections.shuffle(all, new Random(SEED));
    boolean whole = System.getProperty("crash.points", "").equals("all");
    List<CrashPoint> chosen = whole ? all : all.subList(0, Math.min(FEW, all.size()));
    System.out.printf(
        "%s: %d writes, killed at %d of %d points, -Dcrash.seed=%d%n",
        what, writes, chosen.size(), all.size(), SEED);
    return chosen;
  }
}
