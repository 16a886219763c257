package io.rolloutoperator.notify.defaults;

import java.net.URI;
import java.util.Optional;

/**
 * Where alerts go.
 *
 * @param webhook URL that gets a JSON document by POST
 * @param alertmanager URL of an Alertmanager, without the path of its API
 * @param slack channel, and the token that may write there
 */
public record Receivers(
    Optional<URI> webhook, Optional<URI> alertmanager, Optional<SlackChannel> slack) {

  /** None at all. */
  public static final Receivers NONE =
      new Receivers(Optional.empty(), Optional.empty(), Optional.empty());

  /** Without the token as text. */
  public record SlackChannel(String channel, String token) {
    @Override
    public String toString() {
      return channel;
    }
  }
}
