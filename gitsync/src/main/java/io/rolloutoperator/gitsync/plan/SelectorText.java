package io.rolloutoperator.gitsync.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A selector as {@code kubectl -l} takes it: {@code a=b}, {@code a==b}, {@code a!=b}, {@code a in
 * (b,c)}, {@code a notin (b,c)}, {@code a}, {@code !a}, separated by commas.
 */
final class SelectorText {

  private SelectorText() {}

  /** Whether all requirements hold; an empty text matches everything. */
  static boolean matches(String selector, Map<String, String> values) {
    return requirements(selector).stream().allMatch(text -> holds(text, values));
  }

  /** Commas within parentheses separate values. */
  private static List<String> requirements(String selector) {
    List<String> requirements = new ArrayList<>();
    int start = 0;
    int depth = 0;
    for (int i = 0; i < selector.length(); i++) {
      char c = selector.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        requirements.add(selector.substring(start, i).strip());
        start = i + 1;
      }
    }
    requirements.add(selector.substring(start).strip());
    requirements.removeIf(String::isEmpty);
    return requirements;
  }

  private static boolean holds(String text, Map<String, String> values) {
    int open = text.indexOf('(');
    if (open >= 0) {
      return holdsSet(text.substring(0, open).strip(), set(text.substring(open + 1)), values);
    }
    int equals = text.indexOf('=');
    if (equals < 0) {
      return text.startsWith("!")
          ? !values.containsKey(text.substring(1).strip())
          : values.containsKey(text);
    }
    boolean not = equals > 0 && text.charAt(equals - 1) == '!';
    String key = text.substring(0, not ? equals - 1 : equals).strip();
    int valueStart = equals + (text.startsWith("=", equals + 1) ? 2 : 1);
    return text.substring(valueStart).strip().equals(values.get(key)) != not;
  }

  private static boolean holdsSet(String head, List<String> set, Map<String, String> values) {
    int blank = head.lastIndexOf(' ');
    String key = blank < 0 ? "" : head.substring(0, blank).strip();
    String operator = head.substring(blank + 1);
    boolean listed = values.containsKey(key) && set.contains(values.get(key));
    return switch (operator) {
      case "in" -> listed;
      case "notin" -> !listed;
      default -> false;
    };
  }

  private static List<String> set(String text) {
    int close = text.indexOf(')');
    return Arrays.stream(text.substring(0, close < 0 ? text.length() : close).split(",", -1))
        .map(String::strip)
        .toList();
  }
}
