package io.rolloutoperator.notify.config;

import java.util.List;

/**
 * One condition of a trigger.
 *
 * <p>One with {@code resolve} is of something that lasts: it begins when {@code when} holds, and
 * its end is told too.
 *
 * @param when an expression; without one the event alone is enough
 * @param oncePer an expression whose value must change before the notification is sent again
 * @param send names of templates
 * @param until an expression that holds when what lasts is over; without one that is when {@code
 *     when} no longer holds
 * @param resolve names of the templates that tell the end
 */
public record TriggerCondition(
    String when,
    String oncePer,
    String description,
    List<String> send,
    String until,
    List<String> resolve) {
  public TriggerCondition {
    send = List.copyOf(send);
    resolve = List.copyOf(resolve);
  }

  /** One that does not last. */
  public TriggerCondition(String when, String oncePer, String description, List<String> send) {
    this(when, oncePer, description, send, "", List.of());
  }

  /** Whether its end is told too. */
  public boolean lasts() {
    return !resolve.isEmpty();
  }
}
