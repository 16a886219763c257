package io.rolloutoperator.gitsync.source.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;

/**
 * Where a server may send a client: only at the first request of an exchange, at most five times,
 * to the same host, never without encryption.
 */
final class Redirects {

  private static final int MOST = 5;
  private static final String REFS = "/info/refs";

  private int followed;

  /**
   * Judges one redirect; JGit then follows it.
   *
   * @param location the header; empty if it is absent
   * @throws SourceException if it is refused
   */
  void check(URL from, String method, String location) throws SourceException {
    URI target = target(from, location);
    String host = target.getHost() == null ? "" : target.getHost();
    if (!host.equalsIgnoreCase(from.getHost())) {
      throw refused(host.isEmpty() ? "an unreadable address" : host);
    }
    boolean upgrade = from.getProtocol().equals("http") && "https".equals(target.getScheme());
    if (!upgrade && !from.getProtocol().equals(target.getScheme())) {
      throw refused(target.getScheme() + "://" + host);
    }
    if (!upgrade && port(target) != port(URI.create(from.toString()))) {
      throw refused(host + ":" + target.getPort());
    }
    if (target.getUserInfo() != null || !method.equals("GET") || !path(target).contains(REFS)) {
      throw refused("another place of " + host);
    }
    if (++followed > MOST) {
      throw SourceException.refused("more than " + MOST + " redirects");
    }
  }

  private static URI target(URL from, String location) throws SourceException {
    try {
      return URI.create(from.toString()).resolve(new URI(location));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw refused("an unreadable address");
    }
  }

  private static String path(URI target) {
    return target.getPath() == null ? "" : target.getPath();
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }

  private static SourceException refused(String where) {
    return SourceException.refused("redirect to " + where + " refused");
  }
}
