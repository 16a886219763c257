package io.rolloutoperator.engine.simulation;

import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a canary without a router may do with pods, computed the long way round.
 *
 * @param replicas {@code spec.replicas}
 * @param maxSurge as in the spec: a number or a percentage
 * @param maxUnavailable the same
 */
record BasicPods(int replicas, String maxSurge, String maxUnavailable)
    implements CheckedUpdates.Rule {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Pods of both sides when a step is done. */
  record Counts(int stable, int canary) {}

  private record Candidate(int canary, int total) {}

  /** Pods that may exist at the same time. */
  int most() {
    return replicas + surge();
  }

  /** Pods that have to be available; both limits 0 let one be missing. */
  int least() {
    int missing = share(maxUnavailable, RoundingMode.FLOOR);
    if (missing == 0 && surge() == 0) {
      missing = 1;
    }
    return Math.max(0, replicas - missing);
  }

  private int surge() {
    return share(maxSurge, RoundingMode.CEILING);
  }

  private int share(String limit, RoundingMode rounding) {
    return limit.endsWith("%")
        ? new BigDecimal(limit.substring(0, limit.length() - 1))
            .multiply(BigDecimal.valueOf(replicas))
            .divide(HUNDRED, 0, rounding)
            .intValueExact()
        : Integer.parseInt(limit);
  }

  /** The counts that come nearest to a weight. */
  Counts at(int weight) {
    if (replicas == 0) {
      return new Counts(0, 0);
    }
    Candidate best = new Candidate(0, replicas);
    BigDecimal least = null;
    for (Candidate candidate : candidates(weight)) {
      BigDecimal error = error(candidate, weight);
      if (least == null || error.compareTo(least) < 0) {
        least = error;
        best = candidate;
      }
    }
    return new Counts(best.total() - best.canary(), best.canary());
  }

  private List<Candidate> candidates(int weight) {
    BigDecimal exact = BigDecimal.valueOf((long) replicas * weight).divide(HUNDRED);
    int ceil = exact.setScale(0, RoundingMode.CEILING).intValueExact();
    int floor = exact.setScale(0, RoundingMode.FLOOR).intValueExact();
    boolean mayBeEmpty = weight == 0 || weight == 100 || (replicas == 1 && surge() == 0);
    boolean down = floor != 0 || mayBeEmpty;
    List<Candidate> candidates = new ArrayList<>();
    if (ceil < replicas || mayBeEmpty) {
      candidates.add(new Candidate(ceil, replicas));
    }
    if (down && !tied(replicas, weight)) {
      candidates.add(new Candidate(floor, replicas));
    }
    if (surge() > 0) {
      candidates.add(new Candidate(ceil, replicas + 1));
      if (down && !tied(replicas + 1, weight)) {
        candidates.add(new Candidate(floor, replicas + 1));
      }
    }
    return candidates;
  }

  private static boolean tied(int total, int weight) {
    BigDecimal exact = BigDecimal.valueOf((long) total * weight).divide(HUNDRED);
    return exact.remainder(BigDecimal.ONE).compareTo(new BigDecimal("0.5")) == 0;
  }

  private static BigDecimal error(Candidate candidate, int weight) {
    return BigDecimal.valueOf(candidate.canary() * 100L)
        .divide(BigDecimal.valueOf(candidate.total()), MathContext.DECIMAL64)
        .subtract(BigDecimal.valueOf(weight))
        .abs();
  }

  /**
   * C2 and C3: a write is to blame only if it makes something false or worse. Pods that are about
   * to be removed do not count as available.
   */
  @Override
  public List<String> broken(Snapshot seen, Picture before, Action write, Picture after) {
    List<String> broken = new ArrayList<>();
    if (after.totalAvailable() < Math.min(least(), before.totalAvailable())) {
      broken.add("C2 %d available of %d".formatted(after.totalAvailable(), least()));
    }
    if (after.totalWanted() > Math.max(most(), before.totalWanted())) {
      broken.add("C3 %d pods above %d".formatted(after.totalWanted(), most()));
    }
    return broken.stream().map(text -> text + " by " + write.describe()).toList();
  }
}
