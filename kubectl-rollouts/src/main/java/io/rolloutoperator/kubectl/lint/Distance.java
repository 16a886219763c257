package io.rolloutoperator.kubectl.lint;

/**
 * How far apart two files lie: what one refers to is more likely the object of its own folder than
 * that of another application which has the same name.
 */
final class Distance {

  private Distance() {}

  /** 0 in the same file, 1 in the same folder, one more for each folder to go up or down. */
  static int between(String file, String other) {
    if (file.equals(other)) {
      return 0;
    }
    String[] from = file.split("/", -1);
    String[] to = other.split("/", -1);
    int folders = Math.min(from.length, to.length) - 1;
    int common = 0;
    while (common < folders && from[common].equals(to[common])) {
      common++;
    }
    return 1 + (from.length - 1 - common) + (to.length - 1 - common);
  }
}
