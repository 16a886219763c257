package io.rolloutoperator.gitsync.health;

/** Texts that others wrote, made fit for a message. */
public final class OneLine {

  private static final int LONGEST = 512;

  private OneLine() {}

  /** Without control characters, at most {@value #LONGEST} characters. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST));
    text.codePoints()
        .limit(LONGEST)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return line.toString().strip();
  }
}
