package io.rolloutoperator.gitsync.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * Which deliveries were accepted of late, so that a copy is not accepted again. When there are too
 * many, the oldest is forgotten: a copy of it would only cause one more look at a repository.
 */
public final class DeliveryMemory {
  /** How long a delivery is remembered at least. */
  public static final Duration SPAN = Duration.ofMinutes(5);

  private final int capacity;
  private final LinkedHashMap<String, Instant> until = new LinkedHashMap<>();

  /**
   * An empty memory.
   *
   * @param capacity deliveries at most, at least 1
   */
  public DeliveryMemory(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Remembers a delivery.
   *
   * @param replayable until when a copy of it would pass the other checks
   * @return false if it is remembered already
   */
  public synchronized boolean remember(String delivery, Instant replayable, Instant now) {
    Instant known = until.get(delivery);
    if (known != null && known.isAfter(now)) {
      return false;
    }
    forgetWhatIsOver(now);
    until.putLast(delivery, replayable);
    if (until.size() > capacity) {
      until.pollFirstEntry();
    }
    return true;
  }

  /**
   * From the oldest to the first that still counts; those behind it are hardly ever over before.
   */
  private void forgetWhatIsOver(Instant now) {
    while (!until.isEmpty() && !until.firstEntry().getValue().isAfter(now)) {
      until.pollFirstEntry();
    }
  }

  /** Lets a delivery be sent again, because nothing came of it. */
  public synchronized void forget(String delivery) {
    until.remove(delivery);
  }

  synchronized int size() {
    return until.size();
  }
}
