package io.rolloutoperator.gitsync.frontend.own;

import io.rolloutoperator.api.gitsync.GitSyncMessages;
import java.util.Optional;

/** Which URLs of repositories are allowed. No message repeats the URL: it may hold a password. */
final class RepositoryUrlRule {

  private static final int LONGEST = 2048;
  private static final int SHOWN = 20;

  private RepositoryUrlRule() {}

  /** What is wrong, if anything. */
  static Optional<String> problem(String url, boolean allowHttp) {
    if (url.isEmpty()) {
      return Optional.of("spec.repo.url: required");
    }
    if (hasCredentials(url)) {
      return Optional.of(GitSyncMessages.CREDENTIALS);
    }
    String scheme = scheme(url);
    boolean allowed =
        switch (scheme) {
          case "", "https", "ssh" -> true;
          case "http" -> allowHttp;
          default -> false;
        };
    if (!allowed) {
      return Optional.of(
          "repository URL not allowed: scheme \""
              + scheme.substring(0, Math.min(SHOWN, scheme.length()))
              + '"');
    }
    boolean complete =
        url.length() <= LONGEST
            && url.chars().allMatch(c -> c > ' ' && c < 127)
            && (scheme.isEmpty() ? isShortForm(url) : hasHost(url));
    return complete ? Optional.empty() : Optional.of(GitSyncMessages.URL);
  }

  /**
   * A password before the {@code @}, whatever the form of the rest; for http a user name too, which
   * often is a token.
   */
  private static boolean hasCredentials(String url) {
    int slashes = url.indexOf("://");
    String authority = authority(slashes < 0 ? url : url.substring(slashes + 3));
    int at = slashes < 0 ? authority.indexOf('@') : authority.lastIndexOf('@');
    int colon = authority.indexOf(':');
    boolean http = url.startsWith("http://") || url.startsWith("https://");
    return at >= 0 && (http || (colon >= 0 && colon < at));
  }

  private static String authority(String rest) {
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return rest.substring(0, end);
  }

  /** What stands before {@code ://}, or before {@code ::} as in {@code ext::sh}; else nothing. */
  private static String scheme(String url) {
    int colon = url.indexOf(':');
    boolean scheme =
        colon > 0
            && (url.startsWith("://", colon) || url.startsWith("::", colon))
            && url.substring(0, colon).chars().allMatch(RepositoryUrlRule::isSchemeCharacter);
    return scheme ? url.substring(0, colon) : "";
  }

  private static boolean isSchemeCharacter(int c) {
    return isAlphanumeric(c) || c == '+' || c == '.' || c == '-';
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean hasHost(String url) {
    String authority = authority(url.substring(url.indexOf("://") + 3));
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    return !host.isEmpty() && !startsLikeAnOption(host) && !startsLikeAnOption(authority);
  }

  /** {@code user@host:path}. */
  private static boolean isShortForm(String url) {
    int at = url.indexOf('@');
    int colon = url.indexOf(':', at + 1);
    if (at < 1 || colon < 0 || colon == url.length() - 1 || startsLikeAnOption(url)) {
      return false;
    }
    String host = url.substring(at + 1, colon);
    return url.substring(0, at).indexOf('/') < 0
        && !host.isEmpty()
        && isAlphanumeric(host.charAt(0))
        && host.chars().allMatch(c -> isAlphanumeric(c) || c == '.' || c == '-' || c == '_');
  }

  /** An ssh program would read such a name as an option. */
  private static boolean startsLikeAnOption(String name) {
    return name.startsWith("-");
  }
}
