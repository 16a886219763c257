package io.rolloutoperator.gitsync.frontend.own;

/** What Kubernetes takes as names. */
final class ObjectNames {

  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_SUBDOMAIN = 253;

  private ObjectNames() {}

  /** A DNS label, as namespaces are called. */
  static boolean isLabel(String text) {
    return text.length() <= LONGEST_LABEL && isPart(text);
  }

  /** A DNS subdomain, as most objects are called. */
  static boolean isSubdomain(String text) {
    if (text.length() > LONGEST_SUBDOMAIN) {
      return false;
    }
    int from = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
      if (!isPart(text.substring(from, dot))) {
        return false;
      }
      from = dot + 1;
    }
    return isPart(text.substring(from));
  }

  private static boolean isPart(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> isAlphanumeric(c) || c == '-')
        && isAlphanumeric(text.charAt(0))
        && isAlphanumeric(text.charAt(text.length() - 1));
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
