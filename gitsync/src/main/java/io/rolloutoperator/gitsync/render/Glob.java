package io.rolloutoperator.gitsync.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern for one segment of a path: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}, and a
 * backslash before what is meant literally. Matching takes at most length of pattern times length
 * of name steps, whatever the pattern.
 */
record Glob(String pattern, boolean literal, List<Part> parts) {

  private static final String SPECIAL = "*?[\\";

  private sealed interface Part {}

  /** Any number of characters. */
  private record Star() implements Part {}

  /** One character. */
  private record One(IntPredicate allowed) implements Part {}

  /** A pattern with an unfinished bracket matches nothing. */
  static Glob parse(String pattern) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < pattern.length()) {
      at = part(pattern, at, parts);
    }
    boolean literal = pattern.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
    return new Glob(pattern, literal, parts);
  }

  /** Adds the part at a position; returns the position after it. */
  private static int part(String pattern, int start, List<Part> parts) {
    int c = pattern.codePointAt(start);
    int next = start + Character.charCount(c);
    switch (c) {
      case '*' -> parts.add(new Star());
      case '?' -> parts.add(new One(_ -> true));
      case '[' -> {
        CharacterSet set = CharacterSet.parse(pattern, next);
        parts.add(new One(set::contains));
        return set.end();
      }
      case '\\' -> {
        int literal = next < pattern.length() ? pattern.codePointAt(next) : c;
        parts.add(new One(each -> each == literal));
        return Math.min(pattern.length(), next + Character.charCount(literal));
      }
      default -> parts.add(new One(each -> each == c));
    }
    return next;
  }

  boolean matches(String name) {
    return literal ? name.equals(pattern) : walk(name);
  }

  /** On a mismatch the last star takes one character more; an earlier one never has to. */
  private boolean walk(String name) {
    int part = 0;
    int at = 0;
    int afterStar = -1;
    int taken = 0;
    while (at < name.length()) {
      Part next = part < parts.size() ? parts.get(part) : null;
      if (next instanceof Star) {
        afterStar = ++part;
        taken = at;
      } else if (next instanceof One(IntPredicate allowed) && allowed.test(name.codePointAt(at))) {
        part++;
        at = name.offsetByCodePoints(at, 1);
      } else if (afterStar >= 0) {
        part = afterStar;
        taken = name.offsetByCodePoints(taken, 1);
        at = taken;
      } else {
        return false;
      }
    }
    return parts.subList(part, parts.size()).stream().allMatch(Star.class::isInstance);
  }
}
