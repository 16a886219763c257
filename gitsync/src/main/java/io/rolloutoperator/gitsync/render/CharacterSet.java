package io.rolloutoperator.gitsync.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What stands in brackets in a {@link Glob}.
 *
 * @param end position after the closing bracket
 */
record CharacterSet(boolean negated, List<IntPredicate> members, int end) {

  private static final String CLASS_START = "[:";
  private static final String CLASS_END = ":]";

  /**
   * @param start position after the opening bracket
   */
  static CharacterSet parse(String pattern, int start) {
    boolean negated = start < pattern.length() && "!^".indexOf(pattern.charAt(start)) >= 0;
    int first = negated ? start + 1 : start;
    List<IntPredicate> members = new ArrayList<>();
    int at = first;
    // A closing bracket that comes first is a member.
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
      int classEnd = pattern.startsWith(CLASS_START, at) ? pattern.indexOf(CLASS_END, at) : -1;
      if (classEnd >= 0) {
        members.add(characterClass(pattern.substring(at + 2, classEnd)));
        at = classEnd + 2;
      } else {
        at = range(pattern, at, members);
      }
    }
    boolean closed = at < pattern.length();
    return closed
        ? new CharacterSet(negated, members, at + 1)
        : new CharacterSet(false, List.of(), pattern.length());
  }

  /** Reads {@code a} or {@code a-z}; returns the position after it. */
  private static int range(String pattern, int start, List<IntPredicate> members) {
    int at = afterBackslash(pattern, start);
    int low = pattern.codePointAt(at);
    at += Character.charCount(low);
    boolean isRange =
        at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
    if (!isRange) {
      members.add(c -> c == low);
      return at;
    }
    at = afterBackslash(pattern, at + 1);
    int high = pattern.codePointAt(at);
    members.add(c -> c >= low && c <= high);
    return at + Character.charCount(high);
  }

  private static int afterBackslash(String pattern, int at) {
    return pattern.charAt(at) == '\\' && at + 1 < pattern.length() ? at + 1 : at;
  }

  private static IntPredicate characterClass(String name) {
    return switch (name) {
      case "alpha" -> c -> isAscii(c) && Character.isLetter(c);
      case "digit" -> c -> isAscii(c) && Character.isDigit(c);
      case "alnum" -> c -> isAscii(c) && Character.isLetterOrDigit(c);
      case "upper" -> c -> isAscii(c) && Character.isUpperCase(c);
      case "lower" -> c -> isAscii(c) && Character.isLowerCase(c);
      case "space" -> c -> isAscii(c) && Character.isWhitespace(c);
      case "xdigit" -> c -> isAscii(c) && Character.digit(c, 16) >= 0;
      case "punct" -> c -> c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
      default -> _ -> false;
    };
  }

  private static boolean isAscii(int c) {
    return c < 128;
  }

  boolean contains(int c) {
    return !members.isEmpty() && members.stream().anyMatch(member -> member.test(c)) != negated;
  }
}
