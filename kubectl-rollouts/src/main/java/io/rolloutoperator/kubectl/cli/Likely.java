package io.rolloutoperator.kubectl.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody meant who mistyped a word. Pure. */
public final class Likely {

  private static final int MOST_EDITS = 2;

  /** Fewer letters stand in too many words to say which one is meant. */
  private static final int FEWEST_LETTERS_OF_A_PART = 3;

  private Likely() {}

  /** The known word that is at most two edits away, if there is one. */
  public static Optional<String> of(String written, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(word -> edits(written, word)))
        .filter(word -> edits(written, word) <= MOST_EDITS);
  }

  /**
   * The known words that are at most two edits away or have the written one in them, nearest first.
   * Large and small letters are the same.
   *
   * @param most how many at the most
   */
  public static List<String> several(String written, List<String> known, int most) {
    String small = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(word -> distance(small, word) <= MOST_EDITS)
        .sorted(
            Comparator.<String>comparingInt(word -> distance(small, word))
                .thenComparingInt(String::length))
        .limit(most)
        .toList();
  }

  /** A word that has the written one in it is no further away than the worst typing error. */
  private static int distance(String small, String word) {
    String other = word.toLowerCase(Locale.ROOT);
    boolean part = small.length() >= FEWEST_LETTERS_OF_A_PART && other.contains(small);
    return part ? Math.min(MOST_EDITS, edits(small, other)) : edits(small, other);
  }

  /** Levenshtein's distance. */
  private static int edits(String from, String to) {
    int[] before = new int[to.length() + 1];
    Arrays.setAll(before, i -> i);
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
