package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.notify.subscription.Destination;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A notification that is to be sent.
 *
 * @param key as {@link NotifiedState} will have it
 * @param uid of the Rollout
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
    Destination destination,
    List<String> templates,
    Instant due,
    int attempts,
    Optional<Instant> notBefore) {

  private static final int KEY_BYTES = 16;

  public Entry {
    templates = List.copyOf(templates);
  }

  /** A notification that nobody has tried to send. */
  static Entry fresh(
      String key, Situation situation, String trigger, Destination to, List<String> templates) {
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
        key, uid, revision, trigger, destination, templates, due, attempts + 1, Optional.of(next));
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
        destination,
        templates,
        Instant.ofEpochSecond(seconds),
        attempts,
        notBefore);
  }

  public boolean isReady(Instant now) {
    return notBefore.map(time -> !now.isBefore(time)).orElse(true);
  }

  /**
   * The same for every attempt, also after a restart, and for no other notification: not for the
   * next one of the same condition either.
   */
  public String idempotencyKey() {
    String all = String.join("\n", uid, revision, key, due.toString());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
