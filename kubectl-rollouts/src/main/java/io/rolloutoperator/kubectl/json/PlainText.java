package io.rolloutoperator.kubectl.json;

import java.util.stream.Collectors;

/**
 * Text without what could steer a terminal or turn the order of what is shown: control characters
 * (ECMA-48), signs of direction (Unicode UAX #9), separators of lines and paragraphs.
 */
public final class PlainText {

  private PlainText() {}

  /** Whether a character is only shown. */
  public static boolean isPlain(int c) {
    return !Character.isISOControl(c) && !turns(c) && c != 0x2028 && c != 0x2029;
  }

  private static boolean turns(int c) {
    return c == 0x061c
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** As one line: each other character is a space. */
  public static String line(String text) {
    return text.chars().allMatch(PlainText::isPlain)
        ? text
        : text.chars()
            .mapToObj(c -> isPlain(c) ? Character.toString(c) : " ")
            .collect(Collectors.joining());
  }

  /** With its line feeds and tabs. */
  public static String lines(String text) {
    return text.chars().allMatch(PlainText::isOfLines)
        ? text
        : text.chars()
            .mapToObj(c -> isOfLines(c) ? Character.toString(c) : " ")
            .collect(Collectors.joining());
  }

  private static boolean isOfLines(int c) {
    return isPlain(c) || c == '\n' || c == '\t';
  }

  /** JSON that means the same: line feeds stand between its values, others only in its texts. */
  static String escaped(String json) {
    return json.chars().allMatch(PlainText::isOfLines)
        ? json
        : json.chars()
            .mapToObj(c -> isOfLines(c) ? Character.toString(c) : "\\u%04x".formatted(c))
            .collect(Collectors.joining());
  }
}
