package io.rolloutoperator.notify.config;

import java.util.List;

/**
 * Recipients of notifications of all Rollouts that have certain labels.
 *
 * @param recipients each {@code service:recipient}
 * @param triggers none: the default triggers
 */
public record GlobalSubscription(
    List<String> recipients, List<String> triggers, LabelTerms selector) {
  public GlobalSubscription {
    recipients = List.copyOf(recipients);
    triggers = List.copyOf(triggers);
  }
}
