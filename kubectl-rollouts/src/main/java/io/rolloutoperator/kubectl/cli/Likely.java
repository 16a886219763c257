package io.rolloutoperator.kubectl.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What somebody meant who mistyped a word. Pure. */
public final class Likely {

  private static final int MOST_EDITS = 2;

  private Likely() {}

  /** The known word that is at most two edits away, if there is one. */
  public static Optional<String> of(String written, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(word -> edits(written, word)))
        .filter(word -> edits(written, word) <= MOST_EDITS);
  }

  /** Levenshtein's distance. */
  private static int edits(String from, String to) {
    int[] before = new int[to.length() + 1];
    java.util.Arrays.setAll(before, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int swap = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[to.length()];
  }
}
