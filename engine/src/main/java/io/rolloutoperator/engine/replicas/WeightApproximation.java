package io.rolloutoperator.engine.replicas;

import java.util.ArrayList;
import java.util.List;

/**
 * The pod counts that come nearest to a weight when pods are the only means to split traffic.
 *
 * <p>Candidates are the exact canary count rounded up and down, of {@code replicas} pods and, if a
 * surge is allowed, of one pod more. The nearest wins, the first on ties. A weight strictly between
 * 0 and all never ends with an empty side unless a single pod without surge leaves no choice.
 */
final class WeightApproximation {

  private record Candidate(long canary, long total) {}

  private final int replicas;
  private final int weight;
  private final int maxWeight;
  private final boolean surge;

  private WeightApproximation(int replicas, int weight, int maxWeight, boolean surge) {
    this.replicas = replicas;
    this.weight = weight;
    this.maxWeight = maxWeight;
    this.surge = surge;
  }

  /**
   * The nearest counts.
   *
   * @param replicas wanted pods of both sides together, at least 0
   * @param weight 0 to {@code maxWeight}
   * @param maxWeight the weight of all traffic, at least 1
   */
  static DesiredCounts of(int replicas, int weight, int maxWeight, long maxSurge) {
    return new WeightApproximation(replicas, weight, maxWeight, maxSurge > 0).nearest();
  }

  private DesiredCounts nearest() {
    if (replicas == 0) {
      return new DesiredCounts(0, 0);
    }
    Candidate best = new Candidate(0, replicas);
    boolean found = false;
    for (Candidate candidate : candidates()) {
      if (!found || nearer(candidate, best)) {
        best = candidate;
        found = true;
      }
    }
    return new DesiredCounts(
        Math.toIntExact(best.total - best.canary), Math.toIntExact(best.canary));
  }

  private List<Candidate> candidates() {
    long exactTimesMax = (long) replicas * weight;
    long up = Math.ceilDiv(exactTimesMax, maxWeight);
    long down = exactTimesMax / maxWeight;
    boolean emptySideAllowed = weight == maxWeight || weight == 0 || (replicas == 1 && !surge);
    boolean downAllowed = down != 0 || emptySideAllowed;
    List<Candidate> candidates = new ArrayList<>(4);
    if (up < replicas || emptySideAllowed) {
      candidates.add(new Candidate(up, replicas));
    }
    if (downAllowed && !halfway(replicas)) {
      candidates.add(new Candidate(down, replicas));
    }
    if (surge) {
      candidates.add(new Candidate(up, replicas + 1L));
      if (downAllowed && !halfway(replicas + 1L)) {
        candidates.add(new Candidate(down, replicas + 1L));
      }
    }
    return candidates;
  }

  /**
   * Whether the exact count lies in the middle between two whole numbers; it is then only rounded
   * up.
   */
  private boolean halfway(long total) {
    return total * weight % maxWeight * 2 == maxWeight;
  }

  /**
   * Compares |canary * maxWeight / total - weight| as fractions, cross-multiplied: both fit a long
   * for every int input.
   */
  private boolean nearer(Candidate a, Candidate b) {
    return error(a) * b.total < error(b) * a.total;
  }

  private long error(Candidate candidate) {
    return Math.abs(candidate.canary * maxWeight - weight * candidate.total);
  }
}
