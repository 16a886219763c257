package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.notify.subscription.Destination;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A notification that is to be sent.
 *
 * @param key as {@link NotifiedState} will have it
 * @param uid of the Rollout
 * @param address where it goes
 * @param templates that make the message
 * @param due since when
 * @param attempts so far
 * @param notBefore when the next attempt may be made; empty for at once
 */
public record Entry(
    String key,
    String uid,
    String revision,
    String trigger,
    Address address,
    List<String> templates,
    Instant due,
    int attempts,
    Optional<Instant> notBefore) {

  public Entry {
    templates = List.copyOf(templates);
  }

  /** A notification that nobody has tried to send. */
  static Entry fresh(
      String key, Situation situation, String trigger, Address to, List<String> templates) {
    return new Entry(
        key,
        situation.rollout().uid(),
        situation.rollout().revision(),
        trigger,
        to,
        templates,
        situation.now(),
        0,
        Optional.empty());
  }

  /** After an attempt that failed. */
  public Entry again(Instant next) {
    return new Entry(
        key, uid, revision, trigger, address, templates, due, attempts + 1, Optional.of(next));
  }

  /**
   * The same as if it had been due then.
   *
   * @param seconds since 1970
   */
  Entry dueAt(long seconds) {
    return new Entry(
        key,
        uid,
        revision,
        trigger,
        address,
        templates,
        Instant.ofEpochSecond(seconds),
        attempts,
        notBefore);
  }

  /** The service and what it makes of the recipient. */
  public Destination destination() {
    return address.destination();
  }

  public boolean isReady(Instant now) {
    return notBefore.map(time -> !now.isBefore(time)).orElse(true);
  }

  /**
   * The same for every attempt, also after a restart, and for no other notification: not for the
   * next one of the same condition either.
   */
  public String idempotencyKey() {
    return Digest.of(uid, revision, key, due.toString());
  }
}
