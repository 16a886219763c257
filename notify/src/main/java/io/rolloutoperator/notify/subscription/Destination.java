package io.rolloutoperator.notify.subscription;

/**
 * Where a notification goes.
 *
 * @param service the name of a configured service
 * @param recipient what that service makes of it: a channel, an address, a key; may be empty
 */
public record Destination(String service, String recipient) {

  /** Reads {@code service:recipient}, or a service alone. */
  public static Destination parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Destination(text.strip(), "")
        : new Destination(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }

  @Override
  public String toString() {
    return recipient.isEmpty() ? service : service + ":" + recipient;
  }
}
