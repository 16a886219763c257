package io.rolloutoperator.gitsync.source.remote;

import java.util.Locale;

/**
 * Where a repository is.
 *
 * @param scheme {@code https}, {@code http} or {@code ssh}
 * @param user of SSH; empty for HTTP
 * @param port always set
 * @param path with a leading {@code /}; of {@code user@host:path} without one, relative to the
 *     user's home
 */
public record RepositoryUrl(String scheme, String user, String host, int port, String path) {

  private static final int LONGEST = 2048;
  private static final int MAX_PORT = 65535;
  private static final int PORT_DIGITS = 5;

  /** Whether a repository may be read without encryption. */
  public enum PlainHttp {
    REFUSED,
    ALLOWED
  }

  /**
   * Reads {@code https://host/path}, {@code ssh://user@host/path} or {@code user@host:path}.
   *
   * @throws IllegalArgumentException with a message for people if it is none of them, or contains
   *     credentials
   */
  public static RepositoryUrl parse(String text, PlainHttp plain) {
    if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw refused("it must be at most " + LONGEST + " printable ASCII characters");
    }
    int colons = text.indexOf("://");
    if (colons < 0) {
      return shortForm(text);
    }
    String scheme = text.substring(0, colons).toLowerCase(Locale.ROOT);
    String rest = text.substring(colons + "://".length());
    return switch (scheme) {
      case "https" -> web(scheme, rest, 443);
      case "http" -> {
        if (plain == PlainHttp.REFUSED) {
          throw refused("scheme \"http\"");
        }
        yield web(scheme, rest, 80);
      }
      case "ssh" -> ssh(rest);
      default -> throw refused("scheme \"" + printable(scheme) + "\"");
    };
  }

  private static RepositoryUrl web(String scheme, String rest, int port) {
    if (rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
      throw refused("it has a query or a fragment");
    }
    if (authority(rest).indexOf('@') >= 0) {
      throw credentials();
    }
    return of(scheme, "", rest, port);
  }

  private static RepositoryUrl ssh(String rest) {
    String authority = authority(rest);
    int at = authority.lastIndexOf('@');
    String user = at < 0 ? "git" : authority.substring(0, at);
    if (user.indexOf(':') >= 0) {
      throw credentials();
    }
    return of("ssh", user, rest.substring(at + 1), 22);
  }

  /** As {@code scp} writes it; {@code ext::sh -c} and the like have a scheme and no slashes. */
  private static RepositoryUrl shortForm(String text) {
    int colon = text.indexOf(':');
    int at = text.indexOf('@');
    if (colon >= 0 && (at < 0 || at > colon)) {
      throw refused("scheme \"" + printable(text.substring(0, colon)) + "\"");
    }
    if (colon < 0 || at < 1) {
      throw refused("no scheme");
    }
    RepositoryUrl url = of("ssh", text.substring(0, at), text.substring(at + 1, colon) + "/", 22);
    String path = text.substring(colon + 1);
    if (path.isEmpty()) {
      throw refused("no path");
    }
    return new RepositoryUrl(url.scheme, url.user, url.host, url.port, path);
  }

  private static RepositoryUrl of(String scheme, String user, String rest, int defaultPort) {
    String authority = authority(rest);
    int bracket = authority.indexOf(']');
    int colon = authority.indexOf(':', Math.max(bracket, 0));
    String host = colon < 0 ? authority : authority.substring(0, colon);
    int port = colon < 0 ? defaultPort : port(authority.substring(colon + 1));
    // A leading hyphen would be an option to a program that is started with the name.
    if (host.isEmpty() || host.startsWith("-") || user.startsWith("-")) {
      throw refused("host \"" + host + "\"");
    }
    return new RepositoryUrl(
        scheme, user, host.toLowerCase(Locale.ROOT), port, rest.substring(authority.length()));
  }

  private static String authority(String rest) {
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  private static int port(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= PORT_DIGITS
            && text.chars().allMatch(Character::isDigit);
    int port = digits ? Integer.parseInt(text) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw refused("port");
    }
    return port;
  }

  private static String printable(String scheme) {
    return scheme.substring(0, Math.min(scheme.length(), 20));
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("repository URL not allowed: " + why);
  }

  private static IllegalArgumentException credentials() {
    return new IllegalArgumentException("credentials in the URL are not allowed; use secretRef");
  }

  /** Whether SSH is spoken. */
  public boolean isSsh() {
    return scheme.equals("ssh");
  }

  /** The whole address; never with credentials. */
  @Override
  public String toString() {
    String name = user.isEmpty() ? "" : user + "@";
    return path.startsWith("/")
        ? scheme + "://" + name + host + (port == defaultPort() ? "" : ":" + port) + path
        : name + host + ":" + path;
  }

  private int defaultPort() {
    return switch (scheme) {
      case "https" -> 443;
      case "http" -> 80;
      default -> 22;
    };
  }
}
