package io.rolloutoperator.notify.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** Upper and lower case. */
final class CaseFunctions {

  static final List<Function> ALL =
      List.of(
          TextFunctions.ofText("upper", text -> mapped(text, Character::toUpperCase)),
          TextFunctions.ofText("lower", text -> mapped(text, Character::toLowerCase)),
          TextFunctions.ofText("title", CaseFunctions::title),
          TextFunctions.ofText("untitle", CaseFunctions::untitle),
          TextFunctions.ofText("swapcase", CaseFunctions::swapped),
          TextFunctions.ofText("initials", CaseFunctions::initials),
          TextFunctions.ofText("snakecase", text -> String.join("_", words(text))),
          TextFunctions.ofText("kebabcase", text -> String.join("-", words(text))),
          TextFunctions.ofText("camelcase", CaseFunctions::camel));

  private CaseFunctions() {}

  /** Each character for itself: one letter never becomes two. */
  private static String mapped(String text, IntUnaryOperator mapping) {
    return text.codePoints()
        .map(mapping)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /**
   * The first letter of each word as a capital; words end at what is no letter, digit or {@code _}.
   */
  private static String title(String text) {
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (int c : text.codePoints().toArray()) {
      out.appendCodePoint(first ? Character.toTitleCase(c) : c);
      first = !Character.isLetterOrDigit(c) && c != '_' && (c < 0x80 || Character.isSpaceChar(c));
    }
    return out.toString();
  }

  private static String untitle(String text) {
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (int c : text.codePoints().toArray()) {
      boolean isSpace = Character.isWhitespace(c);
      out.appendCodePoint(first && !isSpace ? Character.toLowerCase(c) : c);
      first = isSpace;
    }
    return out.toString();
  }

  private static String swapped(String text) {
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (int c : text.codePoints().toArray()) {
      if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
        out.appendCodePoint(Character.toLowerCase(c));
      } else if (Character.isLowerCase(c)) {
        out.appendCodePoint(first ? Character.toTitleCase(c) : Character.toUpperCase(c));
      } else {
        out.appendCodePoint(c);
      }
      first = Character.isWhitespace(c);
    }
    return out.toString();
  }

  private static String initials(String text) {
    return text.strip().isEmpty()
        ? ""
        : spaceSeparated(text).stream()
            .map(word -> Character.toString(word.codePointAt(0)))
            .collect(Collectors.joining());
  }

  private static List<String> spaceSeparated(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      if (Character.isWhitespace(c)) {
        endWord(words, word);
      } else {
        word.appendCodePoint(c);
      }
    }
    endWord(words, word);
    return words;
  }

  /** Lower-case words: capitals, spaces, hyphens and underscores begin one. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isConnector(c)) {
        endWord(words, word);
      } else {
        if (Character.isUpperCase(c) && beginsWord(text, i)) {
          endWord(words, word);
        }
        word.append(Character.toLowerCase(c));
      }
    }
    endWord(words, word);
    return words;
  }

  /** After a small letter or digit, or where a row of capitals runs into a word. */
  private static boolean beginsWord(String text, int at) {
    boolean afterSmall = at > 0 && !Character.isUpperCase(text.charAt(at - 1));
    boolean beforeSmall = at + 1 < text.length() && Character.isLowerCase(text.charAt(at + 1));
    return afterSmall || beforeSmall;
  }

  private static void endWord(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isConnector(int c) {
    return c == '-' || c == '_' || Character.isWhitespace(c);
  }

  /** Every word with a capital and without what joined them; words in capitals get small ones. */
  private static String camel(String text) {
    StringBuilder out = new StringBuilder();
    boolean first = true;
    boolean inCapitals = false;
    for (int c : text.codePoints().toArray()) {
      if (isConnector(c)) {
        first = true;
      } else {
        inCapitals = Character.isUpperCase(c) && (first || inCapitals);
        int shown = first ? Character.toUpperCase(c) : inCapitals ? Character.toLowerCase(c) : c;
        out.appendCodePoint(shown);
        first = false;
      }
    }
    return out.toString();
  }
}
