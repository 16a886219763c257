package io.rolloutoperator.notify.defaults;

import java.net.URI;
import java.util.Optional;

/** Addresses of receivers as people and Secrets hand them over: files end with a line break. */
public final class ReceiverUrl {

  private ReceiverUrl() {}

  /** The URL in a text; empty for what is no URL of http or https with a host. */
  public static Optional<URI> parse(String text) {
    try {
      URI url = URI.create(text.strip());
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return http && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
