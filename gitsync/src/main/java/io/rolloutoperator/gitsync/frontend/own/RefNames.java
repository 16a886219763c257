package io.rolloutoperator.gitsync.frontend.own;

/** Names of branches and tags, as {@code git check-ref-format} allows them. */
final class RefNames {

  private static final int LONGEST = 255;
  private static final String FORBIDDEN = " ~^:?*[\\";

  private RefNames() {}

  /** The name of a branch or tag, without {@code refs/heads/}. */
  static boolean isShortName(String name) {
    return !name.startsWith("-") && isWellFormed(name);
  }

  /** A name from the root, such as {@code refs/pull/1/head}. */
  static boolean isFullName(String name) {
    return name.startsWith("refs/") && isWellFormed(name);
  }

  private static boolean isWellFormed(String name) {
    if (name.isEmpty() || name.length() > LONGEST || name.equals("@")) {
      return false;
    }
    if (name.contains("..") || name.contains("@{") || name.endsWith(".")) {
      return false;
    }
    if (!name.chars().allMatch(c -> c >= ' ' && c != 127 && FORBIDDEN.indexOf(c) < 0)) {
      return false;
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".") || part.endsWith(".lock")) {
        return false;
      }
    }
    return true;
  }
}
