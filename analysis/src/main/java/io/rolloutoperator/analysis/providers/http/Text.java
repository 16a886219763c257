package io.rolloutoperator.analysis.providers.http;

import java.util.regex.Pattern;

/** Text of strangers that is shown to people. */
public final class Text {

  private static final int LINE = 256;
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e]+");

  private Text() {}

  /** One line of at most 256 characters without control characters. */
  public static String line(String text) {
    return line(text, LINE);
  }

  /** One line of at most so many characters without control characters. */
  public static String line(String text, int most) {
    String head = text.length() > 4 * most ? text.substring(0, 4 * most) : text;
    String clean = CONTROL.matcher(head).replaceAll(" ").strip();
    return clean.length() <= most ? clean : clean.substring(0, most) + "...";
  }
}
