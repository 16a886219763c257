package io.rolloutoperator.kubectl.api;

import io.rolloutoperator.kubectl.cli.CommandFailure;

/**
 * What objects and namespaces can be called (RFC 1123, as Kubernetes asks for it). Other names
 * would be another path, another line of a request, or a flag of kubectl. Pure.
 */
public final class NameRules {

  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_NAMESPACE = 63;

  private NameRules() {}

  /** Whether an object can have this name: a subdomain of at most 253 characters. */
  public static boolean isName(String text) {
    if (text.length() > LONGEST_NAME) {
      return false;
    }
    for (String label : text.split("\\.", -1)) {
      if (!isLabel(label)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a namespace can have this name: a label of at most 63 characters. */
  public static boolean isNamespace(String text) {
    return text.length() <= LONGEST_NAMESPACE && isLabel(text);
  }

  private static boolean isLabel(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> isAlphanumeric(c) || c == '-')
        && isAlphanumeric(text.charAt(0))
        && isAlphanumeric(text.charAt(text.length() - 1));
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  static String checkedName(Kind kind, String text) throws CommandFailure {
    if (!isName(text)) {
      throw new CommandFailure(
          "\"%s\" cannot be the name of a %s: it takes lower-case letters, digits, '-' and '.', and begins and ends with a letter or digit"
              .formatted(text, kind.name()));
    }
    return text;
  }

  static String checkedNamespace(String text) throws CommandFailure {
    if (!isNamespace(text)) {
      throw new CommandFailure(
          "\"%s\" cannot be a namespace: it takes up to 63 lower-case letters, digits and '-', and begins and ends with a letter or digit"
              .formatted(text));
    }
    return text;
  }
}
