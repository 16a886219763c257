package io.rolloutoperator.engine.validation;

import java.util.regex.Pattern;

/** How Kubernetes wants labels and DNS names to be written. */
final class LabelSyntax {

  private static final int LONGEST_NAME = 63;
  private static final int LONGEST_PREFIX = 253;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern DNS_SUBDOMAIN =
      Pattern.compile(DNS_LABEL + "(\\." + DNS_LABEL + ")*");

  private LabelSyntax() {}

  /** A name of at most 63 characters, with an optional DNS name and a slash before it. */
  static boolean isKey(String key) {
    int slash = key.indexOf('/');
    String prefix = slash < 0 ? "a" : key.substring(0, slash);
    return prefix.length() <= LONGEST_PREFIX
        && DNS_SUBDOMAIN.matcher(prefix).matches()
        && isName(key.substring(slash + 1));
  }

  /** Empty, or a name of at most 63 characters. */
  static boolean isValue(String value) {
    return value.isEmpty() || isName(value);
  }

  static boolean isDnsLabel(String name) {
    return DNS_LABEL.matcher(name).matches();
  }

  static boolean isTooLong(String name) {
    return name.length() > LONGEST_NAME;
  }

  private static boolean isName(String name) {
    return !isTooLong(name) && NAME.matcher(name).matches();
  }
}
