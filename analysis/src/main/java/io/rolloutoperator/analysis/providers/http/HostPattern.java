package io.rolloutoperator.analysis.providers.http;

import java.util.Set;
import java.util.regex.Pattern;

/** A pattern of host names; {@code *} stands for any characters within one label. */
record HostPattern(String pattern) {

  private static final Set<String> NEVER_BY_WILDCARD = Set.of("kube-system");

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
