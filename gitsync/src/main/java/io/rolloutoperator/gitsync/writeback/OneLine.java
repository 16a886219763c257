package io.rolloutoperator.gitsync.writeback;

/**
 * Text of strangers on one line: control characters and those that turn the line around are gone.
 */
public final class OneLine {

  private OneLine() {}

  /**
   * Line breaks and tabs become blanks, runs of blanks one blank.
   *
   * @param most characters of the result; a longer text ends in {@code ...}
   */
  public static String of(String text, int most) {
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
