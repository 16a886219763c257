package io.rolloutoperator.gitsync.unit;

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
  private static final int SHOWN = 20;

  /** Whether a repository may be read without encryption. */
  public enum PlainHttp {
    REFUSED,
    ALLOWED
  }

  /** What a text turned out to be. No case repeats the text: it may hold a password. */
  public sealed interface Reading {

    /** It is one of the forms that are allowed. */
    record Valid(RepositoryUrl url) implements Reading {}

    /** It holds a password, or for HTTP a user, which often is a token. */
    record WithCredentials() implements Reading {}

    /**
     * Its scheme is not allowed.
     *
     * @param scheme the first 20 characters of it
     */
    record OtherScheme(String scheme) implements Reading {}

    /** It is none of the forms. */
    record Malformed() implements Reading {}

    /**
     * It has one of the forms, and something that does not belong there.
     *
     * @param flaw as a person reads it after the name of the field
     */
    record Flawed(String flaw) implements Reading {}
  }

  /** Reads {@code https://host/path}, {@code ssh://user@host/path} or {@code user@host:path}. */
  public static Reading read(String text, PlainHttp plain) {
    if (hasCredentials(text)) {
      return new Reading.WithCredentials();
    }
    String scheme = scheme(text);
    boolean allowed =
        switch (scheme) {
          case "", "https", "ssh" -> true;
          case "http" -> plain == PlainHttp.ALLOWED;
          default -> false;
        };
    if (!allowed) {
      return new Reading.OtherScheme(scheme.substring(0, Math.min(SHOWN, scheme.length())));
    }
    if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
      return new Reading.Malformed();
    }
    String rest = text.substring(scheme.isEmpty() ? 0 : scheme.length() + "://".length());
    return switch (scheme) {
      case "" -> shortForm(text);
      case "ssh" -> ssh(rest);
      default -> web(scheme, rest);
    };
  }

  /**
   * A text that is known to be valid.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static RepositoryUrl parse(String text, PlainHttp plain) {
    return switch (read(text, plain)) {
      case Reading.Valid(RepositoryUrl url) -> url;
      case Reading.WithCredentials _,
          Reading.OtherScheme _,
          Reading.Malformed _,
          Reading.Flawed _ ->
          throw new IllegalArgumentException("repository URL not allowed");
    };
  }

  /** A password before the {@code @}, whatever the form of the rest; for HTTP any user. */
  private static boolean hasCredentials(String text) {
    int slashes = text.indexOf("://");
    String authority = authority(slashes < 0 ? text : text.substring(slashes + "://".length()));
    int at = slashes < 0 ? authority.indexOf('@') : authority.lastIndexOf('@');
    int colon = authority.indexOf(':');
    boolean http = text.startsWith("http://") || text.startsWith("https://");
    return at >= 0 && (http || (colon >= 0 && colon < at));
  }

  /** What stands before {@code ://}, or before {@code ::} as in {@code ext::sh}; else nothing. */
  private static String scheme(String text) {
    int colon = text.indexOf(':');
    boolean scheme =
        colon > 0
            && (text.startsWith("://", colon) || text.startsWith("::", colon))
            && text.substring(0, colon)
                .chars()
                .allMatch(c -> isAlphanumeric(c) || c == '+' || c == '.' || c == '-');
    return scheme ? text.substring(0, colon) : "";
  }

  private static Reading web(String scheme, String rest) {
    if (rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
      return new Reading.Flawed("a query or a fragment is not allowed");
    }
    return of(scheme, "", rest, defaultPort(scheme));
  }

  private static Reading ssh(String rest) {
    int at = authority(rest).lastIndexOf('@');
    String user = at < 0 ? "git" : rest.substring(0, at);
    return of("ssh", user, rest.substring(at + 1), defaultPort("ssh"));
  }

  private static Reading of(String scheme, String user, String rest, int defaultPort) {
    String authority = authority(rest);
    int colon = authority.indexOf(':', Math.max(authority.indexOf(']'), 0));
    String host = colon < 0 ? authority : authority.substring(0, colon);
    if (host.isEmpty() || looksLikeAnOption(host) || looksLikeAnOption(user)) {
      return new Reading.Malformed();
    }
    int port = colon < 0 ? defaultPort : port(authority.substring(colon + 1));
    return port < 1 || port > MAX_PORT
        ? new Reading.Flawed("the port must be between 1 and " + MAX_PORT)
        : new Reading.Valid(
            new RepositoryUrl(
                scheme,
                user,
                host.toLowerCase(Locale.ROOT),
                port,
                rest.substring(authority.length())));
  }

  /** As {@code scp} writes it: {@code user@host:path}. */
  private static Reading shortForm(String text) {
    int at = text.indexOf('@');
    int colon = text.indexOf(':', at + 1);
    if (at < 1 || colon < 0 || colon == text.length() - 1 || looksLikeAnOption(text)) {
      return new Reading.Malformed();
    }
    String user = text.substring(0, at);
    String host = text.substring(at + 1, colon);
    boolean valid =
        user.indexOf('/') < 0
            && !host.isEmpty()
            && isAlphanumeric(host.charAt(0))
            && host.chars().allMatch(c -> isAlphanumeric(c) || c == '.' || c == '-' || c == '_');
    return valid
        ? new Reading.Valid(
            new RepositoryUrl(
                "ssh",
                user,
                host.toLowerCase(Locale.ROOT),
                defaultPort("ssh"),
                text.substring(colon + 1)))
        : new Reading.Malformed();
  }

  private static String authority(String rest) {
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return rest.substring(0, end);
  }

  private static int port(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= PORT_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(text) : 0;
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** An SSH program that is started with such a name would read it as an option. */
  private static boolean looksLikeAnOption(String name) {
    return name.startsWith("-");
  }

  private static int defaultPort(String scheme) {
    return switch (scheme) {
      case "https" -> 443;
      case "http" -> 80;
      default -> 22;
    };
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
        ? scheme + "://" + name + host + (port == defaultPort(scheme) ? "" : ":" + port) + path
        : name + host + ":" + path;
  }
}
