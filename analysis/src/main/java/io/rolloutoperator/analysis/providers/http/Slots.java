package io.rolloutoperator.analysis.providers.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many at a time per key. Keys are forgotten when nobody holds or awaits their slots. */
final class Slots {

  private static final class Entry {
    private final Semaphore permits;
    private int users;

    Entry(int limit) {
      permits = new Semaphore(limit, true);
    }
  }

  private final int limit;
  private final Map<String, Entry> entries = new HashMap<>();

  Slots(int limit) {
    this.limit = limit;
  }

  /** Waits for a slot; false if there was none in time. */
  boolean acquire(String key, Duration timeout) throws InterruptedException {
    Entry entry = enter(key);
    boolean acquired = false;
    try {
      acquired = entry.permits.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return acquired;
    } finally {
      if (!acquired) {
        leave(key, entry);
      }
    }
  }

  void release(String key) {
    Entry entry;
    synchronized (entries) {
      entry = entries.get(key);
    }
    if (entry != null) {
      entry.permits.release();
      leave(key, entry);
    }
  }

  private Entry enter(String key) {
    synchronized (entries) {
      Entry entry = entries.computeIfAbsent(key, _ -> new Entry(limit));
      entry.users++;
      return entry;
    }
  }

  private void leave(String key, Entry entry) {
    synchronized (entries) {
      entry.users--;
      if (entry.users == 0) {
        entries.remove(key);
      }
    }
  }
}
