package io.rolloutoperator.kube.notify;

import io.rolloutoperator.notify.outbox.Entry;
import io.rolloutoperator.notify.outbox.Outbox;
import java.util.HashMap;
import java.util.Map;

/**
 * The sightings that pending notifications are about: a receiver that is down for an hour still
 * hears what was aborted then, not what the object says now. The next process has the moment that
 * is stored with each.
 */
final class PlannedSightings {

  private final Origins origins;
  private final Map<String, Sighting> known = new HashMap<>();

  PlannedSightings(Origins origins) {
    this.origins = origins;
  }

  /**
   * What was planned for a sighting is about it. Blocks for a request to the API server if anything
   * was.
   *
   * @return the outbox with what is to be stored of it
   */
  Outbox planned(Sighting seen, Outbox outbox) {
    known.keySet().retainAll(outbox.pending().stream().map(Entry::key).toList());
    if (outbox.pending().size() == known.size()) {
      return outbox;
    }
    Sighting whole = seen.from(origins);
    for (Entry entry : outbox.pending()) {
      known.computeIfAbsent(entry.key(), _ -> entry.moment().map(whole::at).orElse(whole));
    }
    return outbox.about(whole.moment());
  }

  /**
   * What a notification tells of.
   *
   * @param now for those that nothing is known of: reminders tell of the present
   */
  Sighting of(Entry entry, Sighting now) {
    Sighting planned = known.get(entry.key());
    return planned != null
        ? planned
        : entry.moment().map(now::at).orElseGet(() -> now.from(origins));
  }
}
