package io.rolloutoperator.notify.config;

import java.util.List;

/**
 * One condition of a trigger.
 *
 * @param when an expression; without one the event alone is enough
 * @param oncePer an expression whose value must change before the notification is sent again
 * @param send names of templates
 */
public record TriggerCondition(String when, String oncePer, String description, List<String> send) {
  public TriggerCondition {
    send = List.copyOf(send);
  }
}
