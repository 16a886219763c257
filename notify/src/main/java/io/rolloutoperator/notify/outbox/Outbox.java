package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.notify.message.Moment;
import io.rolloutoperator.notify.service.Incident.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The notifications of one Rollout: what is still to be sent, in its order, what was sent, and the
 * threads that messages go on in.
 *
 * <p>One destination gets its messages in their order, so that the first one it does not take holds
 * back those after it; other destinations do not wait.
 *
 * <pre>
 *   plan --add--> pending --sent-----> state
 *                    |  \\--failed----> pending, later
 *                    +----given up---> state, so that it is not planned anew
 * </pre>
 */
public record Outbox(List<Entry> pending, NotifiedState state, Threads threads) {

  /** Nothing is to be sent and nothing was. */
  public static final Outbox EMPTY = new Outbox(List.of(), NotifiedState.EMPTY, Threads.NONE);

  /** Before the key of a beginning that was refused, beside that key. */
  static final String UNHEARD = "unheard:";

  /** More pending messages than any release makes: older ones go first. */
  private static final int MOST_PENDING = 200;

  public Outbox {
    pending = List.copyOf(pending);
  }

  /** The same with entries that are neither pending nor sent yet. */
  Outbox add(List<Entry> entries) {
    List<Entry> all = new ArrayList<>(pending);
    for (Entry entry : entries) {
      boolean isNew =
          !state.has(entry.key()) && all.stream().noneMatch(e -> e.key().equals(entry.key()));
      if (isNew) {
        all.add(entry);
      }
    }
    return new Outbox(all, state, threads);
  }

  /** The same after what was added was looked at: it tells of this moment. */
  public Outbox about(Moment moment) {
    return new Outbox(
        pending.stream().map(e -> e.moment().isPresent() ? e : e.about(moment)).toList(),
        state,
        threads);
  }

  /** How many entries are more than may be pending. */
  int surplus() {
    return Math.max(0, pending.size() - MOST_PENDING);
  }

  /**
   * The same, bounded.
   *
   * @param standing keys of what would be told again if it were not known that it was told
   */
  Outbox bounded(Set<String> standing) {
    return new Outbox(pending.subList(surplus(), pending.size()), state.bounded(standing), threads);
  }

  /** The same as if this key had never been sent. What is pending stays so. */
  Outbox forget(String key) {
    return new Outbox(pending, state.without(key).without(UNHEARD + key), threads);
  }

  /**
   * After somebody else stored another outbox of the same object: nothing that one of the two has
   * sent is pending, and what is pending in either is.
   */
  public Outbox over(Outbox theirs) {
    NotifiedState both = state.with(theirs.state);
    List<Entry> all =
        Stream.concat(theirs.pending.stream(), pending.stream())
            .filter(entry -> !both.has(entry.key()))
            .toList();
    return new Outbox(List.of(), both, threads).add(all);
  }

  /** What may be tried now: the first entry of each destination, if its time has come. */
  public List<Entry> ready(Instant now) {
    List<Entry> ready = new ArrayList<>();
    Set<Address> seen = new HashSet<>();
    for (Entry entry : pending) {
      if (seen.add(entry.address()) && entry.isReady(now)) {
        ready.add(entry);
      }
    }
    return List.copyOf(ready);
  }

  /** When something may be tried next; empty if nothing is pending. */
  public Optional<Instant> next(Instant now) {
    List<Instant> times = new ArrayList<>();
    Set<Address> seen = new HashSet<>();
    for (Entry entry : pending) {
      if (seen.add(entry.address())) {
        times.add(entry.notBefore().filter(time -> time.isAfter(now)).orElse(now));
      }
    }
    return times.stream().min(Instant::compareTo);
  }

  /** After an entry was sent. */
  public Outbox settled(Entry entry, Instant now) {
    NotifiedState sent = state.with(entry.key(), now).without(UNHEARD + entry.key());
    return new Outbox(without(entry), sent, threads);
  }

  /**
   * After an entry that can never be sent. Who refused the beginning of what lasts is not told its
   * end; of who did not answer, or not well, before, nobody knows what they heard.
   */
  public Outbox givenUp(Entry entry, Instant now) {
    Outbox settled = settled(entry, now);
    boolean begins = entry.lasting().filter(known -> known.state() == State.FIRING).isPresent();
    return begins && entry.attempts() == 0
        ? new Outbox(settled.pending, settled.state.with(UNHEARD + entry.key(), now), threads)
        : settled;
  }

  /** Before somebody is reminded of what lasts, who may hear of it for the first time. */
  public Outbox reminding(Entry entry) {
    return new Outbox(pending, state.without(UNHEARD + entry.key()), threads);
  }

  /** After an attempt that is to be repeated. */
  public Outbox failed(Entry entry, Instant next) {
    return new Outbox(replaced(entry, e -> e.again(next)), state, threads);
  }

  /** After an attempt that told something of threads. */
  public Outbox with(Threads changed) {
    return new Outbox(pending, state, changed);
  }

  private List<Entry> without(Entry entry) {
    return pending.stream().filter(e -> !e.key().equals(entry.key())).toList();
  }

  private List<Entry> replaced(Entry entry, UnaryOperator<Entry> change) {
    return pending.stream().map(e -> e.key().equals(entry.key()) ? change.apply(e) : e).toList();
  }
}
