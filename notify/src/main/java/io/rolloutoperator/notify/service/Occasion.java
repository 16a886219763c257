package io.rolloutoperator.notify.service;

import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.subscription.Destination;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A message on its way to one destination.
 *
 * @param subject what it is about
 * @param trigger why it is sent
 * @param key the same for every attempt, and for nothing else
 * @param now when it began or ended, or else happened
 * @param incident what lasts and the message is about; empty if it only tells what happened
 * @param thread where earlier messages of the same group are, for services that have threads
 */
public record Occasion(
    Message message,
    Destination destination,
    Subject subject,
    String trigger,
    String key,
    Instant now,
    Optional<Incident> incident,
    Optional<ThreadReference> thread) {

  private static final String RESOLVED = "resolved";

  /** A message that tells what happened. */
  public Occasion(
      Message message,
      Destination destination,
      Subject subject,
      String trigger,
      String key,
      Instant now,
      Optional<ThreadReference> thread) {
    this(message, destination, subject, trigger, key, now, Optional.empty(), thread);
  }

  /** What receivers that keep alerts know this one by, unless the template says. */
  String alertKey() {
    return incident.map(Incident::key).orElse(key);
  }

  /**
   * Whether the alert is over: because the template says so in {@code state}, or because what it
   * tells of is.
   *
   * @param type of the service, whose part of the template counts
   */
  boolean isResolved(String type) {
    String state = message.part(type).path("state").asText();
    return state.isEmpty()
        ? incident.filter(known -> known.state() == Incident.State.RESOLVED).isPresent()
        : state.equals(RESOLVED);
  }

  /**
   * An object.
   *
   * @param kind {@code Rollout}
   */
  public record Subject(String kind, String namespace, String name) {

    /** A Rollout. */
    public Subject(String namespace, String name) {
      this("Rollout", namespace, name);
    }

    /** The name of a label that has the object's name: {@code rollout}. */
    String label() {
      return kind.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  /** The first message of a thread: its channel by id, and its time stamp, which is its id. */
  public record ThreadReference(String channel, String timestamp) {}
}
