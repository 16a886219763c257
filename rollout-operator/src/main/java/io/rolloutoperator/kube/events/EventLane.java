package io.rolloutoperator.kube.events;

import io.rolloutoperator.kube.events.PendingEvent.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Events of one object in their order, and which of them were written lately, so that a repeat
 * counts up the Event that exists. Not thread-safe: guarded by {@link EventQueue}'s lock.
 */
final class EventLane {
  /** The API server keeps Events for an hour; an older one may be gone. */
  private static final Duration REMEMBERED = Duration.ofMinutes(50);

  private static final int REMEMBERED_EVENTS = 64;
  private static final String COMBINED = "(combined from similar events): ";

  /** An Event in the store. */
  record Posted(String name, int count, Instant last) {}

  private final List<PendingEvent> pending = new ArrayList<>();
  private final Map<Occurrence, Posted> posted = new LinkedHashMap<>();
  private int attempts;
  private long notBefore;
  private long readySince;
  private boolean busy;
  private @Nullable String name;

  /**
   * Queues an occurrence. A repeat of the one that came last is counted in it; beyond {@code room}
   * it is counted in an equal one that waits already, or in one of the same reason, so that a store
   * that is away costs no memory without bound.
   *
   * @return by how many entries the lane grew: 0 or 1
   */
  int add(PendingEvent event, int room) {
    int firstMovable = busy ? 1 : 0;
    if (pending.size() > firstMovable && pending.getLast().what().equals(event.what())) {
      pending.set(pending.size() - 1, pending.getLast().and(event));
      return 0;
    }
    if (pending.size() >= room) {
      for (int i = pending.size() - 1; i >= firstMovable; i--) {
        PendingEvent waiting = pending.get(i);
        if (waiting.what().equals(event.what())) {
          pending.set(i, waiting.and(event));
          return 0;
        }
      }
      for (int i = pending.size() - 1; i >= firstMovable; i--) {
        if (isSimilar(pending.get(i).what(), event.what())) {
          pending.set(i, pending.get(i).and(event).saying(combined(event.what())));
          return 0;
        }
      }
    }
    pending.add(event);
    return 1;
  }

  /**
   * Takes the first Event for writing; it stays in the lane until {@link #written} or {@link
   * #dropped}.
   */
  PendingEvent begin() {
    busy = true;
    return pending.getFirst();
  }

  /** The Event in the store that {@code event} repeats, or null. */
  @Nullable Posted repeated(PendingEvent event) {
    Posted known = posted.get(event.what());
    if (known != null && Duration.between(known.last(), event.last()).compareTo(REMEMBERED) > 0) {
      posted.remove(event.what());
      return null;
    }
    return known;
  }

  /**
   * The name for the Event being written: the same for every attempt, so that a lost answer makes
   * no second Event.
   */
  String nameFor(PendingEvent event, EventNames names) {
    String current = name == null ? names.next(event.regarding().name()) : name;
    name = current;
    return current;
  }

  /** The name belongs to somebody else's Event. */
  void rename() {
    name = null;
    busy = false;
  }

  void forget(PendingEvent event) {
    posted.remove(event.what());
    busy = false;
  }

  void written(PendingEvent event, Posted as) {
    posted.remove(event.what());
    posted.put(event.what(), as);
    if (posted.size() > REMEMBERED_EVENTS) {
      posted.remove(posted.keySet().iterator().next());
    }
    dropped();
  }

  void dropped() {
    pending.removeFirst();
    busy = false;
    name = null;
    attempts = 0;
  }

  void retryAt(long nanoTime) {
    busy = false;
    attempts++;
    notBefore = nanoTime;
  }

  int attempts() {
    return attempts;
  }

  /** The time of {@link System#nanoTime} before which a lane that failed is left alone. */
  long notBefore() {
    return notBefore;
  }

  /** Its next Event can be written from this time of {@link System#nanoTime} on. */
  void ready(long nanoTime) {
    readySince = nanoTime;
  }

  long readySince() {
    return readySince;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  int size() {
    return pending.size();
  }

  /** True if nothing waits and nothing written lately is remembered. */
  boolean isForgettable(Instant now) {
    posted
        .values()
        .removeIf(event -> Duration.between(event.last(), now).compareTo(REMEMBERED) > 0);
    return pending.isEmpty() && posted.isEmpty();
  }

  private static boolean isSimilar(Occurrence waiting, Occurrence added) {
    return waiting.type() == added.type() && waiting.reason().equals(added.reason());
  }

  private static Occurrence combined(Occurrence what) {
    return new Occurrence(
        what.type(), what.reason(), COMBINED + what.message(), what.annotations());
  }
}
