package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.subscription.Destination;

/**
 * Where a notification goes: services of two configurations may have one name and be two.
 *
 * @param owner whose configuration has the service
 */
public record Address(Owner owner, Destination destination) {
  @Override
  public String toString() {
    return destination.toString();
  }
}
