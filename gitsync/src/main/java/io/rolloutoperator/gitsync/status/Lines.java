package io.rolloutoperator.gitsync.status;

import java.util.List;

/** Several lines as one. */
final class Lines {

  private Lines() {}

  /** The first lines, and how many more there are: {@code a; b (2 more)}. */
  static String some(List<String> lines, int most, String separator) {
    String shown = String.join(separator, lines.subList(0, Math.min(most, lines.size())));
    return lines.size() > most ? shown + " (" + (lines.size() - most) + " more)" : shown;
  }

  /** {@code 1 object}, {@code 2 objects}. */
  static String objects(int count) {
    return count + (count == 1 ? " object" : " objects");
  }
}
