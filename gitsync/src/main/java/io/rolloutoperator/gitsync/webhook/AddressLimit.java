package io.rolloutoperator.gitsync.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;

/**
 * At most ten requests of one address within any second. The addresses seen last are known; with
 * more of them than fit, the one that was let in longest ago begins anew.
 */
public final class AddressLimit {
  private static final int REQUESTS = 10;
  private static final Duration WITHIN = Duration.ofSeconds(1);

  private final int capacity;
  private final LinkedHashMap<String, Deque<Instant>> admitted = new LinkedHashMap<>();

  /**
   * Knows no address yet.
   *
   * @param capacity addresses at most, at least 1
   */
  public AddressLimit(int capacity) {
    this.capacity = capacity;
  }

  /** Lets a request in, or not. One that is not let in does not count against the next. */
  public synchronized boolean admits(String address, Instant now) {
    Deque<Instant> latest = admitted.getOrDefault(address, new ArrayDeque<>(REQUESTS));
    if (latest.size() == REQUESTS) {
      if (latest.getFirst().plus(WITHIN).isAfter(now)) {
        return false;
      }
      latest.removeFirst();
    }
    latest.addLast(now);
    admitted.putLast(address, latest);
    if (admitted.size() > capacity) {
      admitted.pollFirstEntry();
    }
    return true;
  }

  synchronized int size() {
    return admitted.size();
  }
}
