package io.rolloutoperator.kube.notify;

import io.rolloutoperator.notify.outbox.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Says when receivers that forget must be told again what lasts. Kept in memory: the next process
 * tells it at once, and what is told twice is one alert.
 */
final class Reminders {

  private final Function<Entry, Optional<Duration>> every;
  private final Map<String, Instant> told = new HashMap<>();

  /**
   * Nobody has been reminded.
   *
   * @param every how often the receiver of an entry must hear it; empty if once is enough
   */
  Reminders(Function<Entry, Optional<Duration>> every) {
    this.every = every;
  }

  /**
   * What is due, and when to look again, if nobody has been asked to yet.
   *
   * @param next empty if an earlier answer named the time
   */
  record Due(List<Entry> entries, Optional<Duration> next) {
    Due {
      entries = List.copyOf(entries);
    }
  }

  /** What is due of all that lasts. */
  Due due(List<Entry> lasting, Instant now) {
    List<Entry> due = new ArrayList<>();
    List<Duration> pauses = new ArrayList<>();
    Set<String> kept = new HashSet<>();
    for (Entry entry : lasting) {
      every
          .apply(entry)
          .ifPresent(
              pause -> {
                kept.add(entry.key());
                remind(entry, pause, now, due, pauses);
              });
    }
    told.keySet().retainAll(kept);
    return new Due(due, pauses.stream().min(Duration::compareTo));
  }

  private void remind(
      Entry entry, Duration every, Instant now, List<Entry> due, List<Duration> pauses) {
    boolean isKnown = told.containsKey(entry.key());
    Instant next = told.getOrDefault(entry.key(), entry.due()).plus(every);
    if (!next.isAfter(now)) {
      due.add(entry);
      told.put(entry.key(), now);
      pauses.add(every);
    } else if (!isKnown) {
      told.put(entry.key(), entry.due());
      pauses.add(Duration.between(now, next));
    }
  }
}
