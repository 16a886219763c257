package io.rolloutoperator.gitsync.writeback;

import java.util.Locale;
import java.util.Set;

/** Writes texts as YAML scalars that every parser reads as texts. */
final class PlainYaml {

  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf");

  private PlainYaml() {}

  /** As it is where that is a text for old and new parsers alike, else in double quotes. */
  static String scalar(String text) {
    return isText(text) ? text : quoted(text);
  }

  private static boolean isText(String text) {
    if (text.isEmpty() || WORDS.contains(text.toLowerCase(Locale.ROOT)) || text.endsWith(":")) {
      return false;
    }
    char first = text.charAt(0);
    long dots = text.chars().filter(c -> c == '.').count();
    boolean beginsAsText = isLetter(first) || (isDigit(first) && dots >= 2);
    return beginsAsText && text.chars().allMatch(PlainYaml::isHarmless);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isHarmless(int c) {
    return isLetter(c) || isDigit(c) || "._/:@-".indexOf(c) >= 0;
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
