package io.rolloutoperator.kube.notify;

import io.rolloutoperator.notify.outbox.Happening;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The last sighting of an object, and earlier ones that tell what the last one no longer does: an
 * abort that was taken back at once, a revision that was healthy for a moment. Safe for use by
 * several threads.
 */
final class Sightings {

  /** More than happens while a configuration is read; older ones go first. */
  private static final int MOST_PASSED = 20;

  private final Deque<Sighting> passed = new ArrayDeque<>();
  private Sighting latest;

  Sightings(Sighting first) {
    this.latest = first;
  }

  /** Adds a sighting, later than all before. */
  synchronized void add(Sighting now, Instant at) {
    Sighting next = now.after(latest);
    if (tellsMore(latest, next, at)) {
      passed.add(latest);
      if (passed.size() > MOST_PASSED) {
        passed.remove();
      }
    }
    latest = next;
  }

  private static boolean tellsMore(Sighting before, Sighting after, Instant now) {
    Set<Happening> told = new HashSet<>(before.happenings(now));
    if (before.identity().revision().equals(after.identity().revision())) {
      after.happenings(now).forEach(told::remove);
    }
    return !told.isEmpty();
  }

  synchronized Sighting latest() {
    return latest;
  }

  /** Those that have passed since the last call, oldest first. */
  synchronized List<Sighting> takePassed() {
    List<Sighting> taken = new ArrayList<>(passed);
    passed.clear();
    return taken;
  }
}
