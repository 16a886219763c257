package io.rolloutoperator.api;

/** Text of strangers made fit for a message: one line, nothing invisible, of bounded length. */
public final class OneLine {

  private static final int LONGEST = 1_024;
  private static final int QUOTED = 64;

  private OneLine() {}

  /** Puts {@code ?} for each character that breaks or turns a line, and cuts what is too long. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST));
    for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
      char c = text.charAt(i);
      line.append(misleads(c) ? '?' : c);
    }
    return text.length() > LONGEST ? line.append("...").toString() : line.toString();
  }

  /** The same in quotes, and no longer than is needed to find it again. */
  public static String quoted(String text) {
    String line = of(text);
    int end = line.offsetByCodePoints(0, Math.min(QUOTED, line.codePointCount(0, line.length())));
    return '"' + line.substring(0, end) + (end < line.length() ? "..." : "") + '"';
  }

  private static boolean misleads(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /**
   * For prose: line breaks and tabs become blanks, runs of blanks one blank, and what breaks or
   * turns a line otherwise is gone.
   *
   * @param most characters of the result, at least 4; a longer text ends in {@code ...}
   */
  public static String clean(String text, int most) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && line.length() <= most; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isBlank(c)) {
        appendBlank(line);
      } else if (!isUnsafe(c)) {
        line.appendCodePoint(c);
      }
    }
    String clean = line.toString().stripTrailing();
    return clean.length() <= most ? clean : cut(clean, most - 3) + "...";
  }

  private static void appendBlank(StringBuilder line) {
    if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
      line.append(' ');
    }
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
      default -> false;
    };
  }

  private static String cut(String text, int most) {
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
