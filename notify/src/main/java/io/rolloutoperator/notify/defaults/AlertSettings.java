package io.rolloutoperator.notify.defaults;

import java.util.Optional;

/**
 * Where alerts go without any ConfigMap.
 *
 * @param webhook an address that gets JSON by POST
 * @param slack a channel
 * @param alertmanager the address of an Alertmanager, such as {@code http://alertmanager:9093}
 */
public record AlertSettings(
    Optional<String> webhook, Optional<SlackChannel> slack, Optional<String> alertmanager) {

  /** Nowhere. */
  public static final AlertSettings NONE =
      new AlertSettings(Optional.empty(), Optional.empty(), Optional.empty());

  /** A channel, and the bot that writes to it. */
  public record SlackChannel(String channel, String token) {
    @Override
    public String toString() {
      return channel;
    }
  }
}
