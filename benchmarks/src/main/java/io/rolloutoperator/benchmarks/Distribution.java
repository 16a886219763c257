package io.rolloutoperator.benchmarks;

import java.util.List;

/**
 * Samples of one figure.
 *
 * @param name of the figure, without commas
 * @param unit such as ms
 * @param samples in the order in which they were taken, at least one
 */
record Distribution(String name, String unit, List<Double> samples) {
  Distribution {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("no sample of " + name);
    }
  }

  /** Returns the sample that this share of all, 0 to 1, does not exceed: nearest rank. */
  double quantile(double share) {
    List<Double> sorted = samples.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }

  /** Returns median, p99 and spread in a line. */
  @Override
  public String toString() {
    return "%s: n=%d, p50 %.1f, p90 %.1f, p99 %.1f, min %.1f, max %.1f %s"
        .formatted(
            name,
            samples.size(),
            quantile(0.5),
            quantile(0.9),
            quantile(0.99),
            quantile(0),
            quantile(1),
            unit);
  }
}
