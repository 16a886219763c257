package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.notify.message.Moment;
import io.rolloutoperator.notify.service.Incident;
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
 * @param lasting of what lasts; empty if it tells what happened
 * @param moment that it tells of; empty until it was looked at, and if it was too much to store
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
    Optional<Instant> notBefore,
    Optional<Lasting> lasting,
    Optional<Moment> moment) {

  public Entry {
    templates = List.copyOf(templates);
  }

  /**
   * What the notification is to something that lasts.
   *
   * @param condition that holds as long, by its {@link
   *     io.rolloutoperator.notify.trigger.ConditionResult#key}
   * @param state what is told of it
   */
  public record Lasting(String condition, Incident.State state) {}

  /** A notification that nobody has tried to send. */
  static Entry fresh(
      String key,
      Situation situation,
      String trigger,
      Address to,
      List<String> templates,
      Optional<Lasting> lasting) {
    return new Entry(
        key,
        situation.rollout().uid(),
        situation.rollout().revision(),
        trigger,
        to,
        templates,
        situation.now(),
        0,
        Optional.empty(),
        lasting,
        Optional.empty());
  }

  /** After an attempt that failed. */
  public Entry again(Instant next) {
    return with(due, attempts + 1, Optional.of(next), moment);
  }

  /**
   * The same as if it had been due then.
   *
   * @param seconds since 1970
   */
  Entry dueAt(long seconds) {
    return with(Instant.ofEpochSecond(seconds), attempts, notBefore, moment);
  }

  /** The same, telling of this moment. */
  Entry about(Moment then) {
    return with(due, attempts, notBefore, Optional.of(then));
  }

  private Entry with(
      Instant since, int failed, Optional<Instant> next, Optional<Moment> toldMoment) {
    return new Entry(
        key, uid, revision, trigger, address, templates, since, failed, next, lasting, toldMoment);
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

  /**
   * What lasts, as receivers know it: of one condition, of one object, for one destination.
   *
   * @param object the UID of the one that this is stored with, as entries can be written by others
   */
  public Optional<Incident> incident(String object) {
    return lasting.map(
        known ->
            new Incident(
                Digest.of(
                    object, address.owner().name(), trigger, known.condition(), address.toString()),
                known.state()));
  }
}
