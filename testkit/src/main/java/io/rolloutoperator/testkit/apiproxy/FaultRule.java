package io.rolloutoperator.testkit.apiproxy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Which requests meet a fault. It counts those that it is about from when it is given to a proxy;
 * the fault is for the first of them, or for those that {@link #skipping} and {@link #times} say.
 */
public final class FaultRule {
  private final Predicate<ProxiedRequest> about;
  private final int skipped;
  private final int times;
  private final Fault fault;
  private final AtomicInteger seen = new AtomicInteger();

  private FaultRule(Predicate<ProxiedRequest> about, int skipped, int times, Fault fault) {
    this.about = about;
    this.skipped = skipped;
    this.times = times;
    this.fault = fault;
  }

  /** The first request of which this holds. */
  public static FaultRule of(Predicate<ProxiedRequest> about, Fault fault) {
    return new FaultRule(about, 0, 1, fault);
  }

  /** The same after so many others of its kind. */
  public FaultRule skipping(int requests) {
    return new FaultRule(about, requests, times, fault);
  }

  /** The same for so many in a row. */
  public FaultRule times(int requests) {
    return new FaultRule(about, skipped, requests, fault);
  }

  /** The same for all of its kind. */
  public FaultRule always() {
    return times(Integer.MAX_VALUE);
  }

  /** How many requests have met the fault. */
  public int met() {
    return Math.clamp(seen.get() - (long) skipped, 0, times);
  }

  /** Counts a request; its fault if it is to have one. */
  Optional<Fault> on(ProxiedRequest request) {
    if (!about.test(request)) {
      return Optional.empty();
    }
    int before = seen.getAndIncrement();
    boolean meets = before >= skipped && before - skipped < times;
    return meets ? Optional.of(fault) : Optional.empty();
  }
}
