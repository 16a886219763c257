package io.rolloutoperator.analysis.providers.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** A pattern of host names; {@code *} stands for any characters within one label. */
public record HostPattern(String pattern) {

  private static final Set<String> NEVER_BY_WILDCARD = Set.of("kube-system");

  /**
   * The pattern that somebody means who writes one, or an address with scheme, port and path. A
   * text that is a pattern is returned as it is, in lower case.
   *
   * @return empty for what has no host in it
   */
  public static Optional<String> meant(String written) {
    String text = written.strip().toLowerCase(Locale.ROOT);
    int scheme = text.indexOf("://");
    String authority = scheme < 0 ? text : text.substring(scheme + 3);
    boolean bare =
        !text.startsWith("[") && text.contains(":") && AddressLiteral.parse(text).isPresent();
    return Optional.ofNullable(HttpUrl.parse("http://" + (bare ? "[" + text + "]" : authority)))
        .map(HttpUrl::host)
        .map(host -> host.endsWith(".") ? host.substring(0, host.length() - 1) : host)
        .filter(host -> host.contains(":") || host.chars().allMatch(HostPattern::isOfName));
  }

  private static boolean isOfName(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_.*".indexOf(c) >= 0;
  }

  /**
   * Whether the host, in lower case and short form, matches; a wildcard never stands for a
   * protected namespace.
   */
  boolean matches(String host, String ownNamespace) {
    String[] wanted = EgressGuard.canonical(pattern).split("\\.", -1);
    String[] labels = host.split("\\.", -1);
    if (wanted.length != labels.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!label(wanted[i], labels[i])
          || (wanted[i].contains("*") && isProtected(labels, i, ownNamespace))) {
        return false;
      }
    }
    return true;
  }

  private static boolean label(String pattern, String label) {
    String regex = Pattern.quote(pattern).replace("*", "\\E[^.]*\\Q");
    return Pattern.matches(regex, label);
  }

  /** In a Service's name the second last label is the namespace. */
  private static boolean isProtected(String[] labels, int i, String ownNamespace) {
    boolean service = labels[labels.length - 1].equals("svc");
    boolean isNamespace = service && i == labels.length - 2;
    return isNamespace && (NEVER_BY_WILDCARD.contains(labels[i]) || labels[i].equals(ownNamespace));
  }
}
