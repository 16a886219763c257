package io.rolloutoperator.analysis.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Regular expressions. Only patterns whose matching takes time linear in the text are understood,
 * and only such whose compiled form stays small: nested counted repetitions multiply.
 */
final class Patterns {

  private static final int LARGEST_REPETITION = 1_000;
  private static final int DEEPEST_GROUP = 100;

  /** Characters: compiling takes time and memory by their square. */
  private static final int LONGEST = 4 * 1024;

  private Patterns() {}

  /** Compiles a pattern and pays for it. */
  static Pattern compile(String pattern, Budget budget) {
    budget.scan(pattern.length() * 16L);
    return compile(pattern);
  }

  /**
   * Compiles a pattern.
   *
   * @throws ExpressionFailure naming what is wrong with it
   */
  static Pattern compile(String pattern) {
    requireSmall(pattern);
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new ExpressionFailure("error parsing regexp: " + reason(e));
    }
  }

  private static String reason(PatternSyntaxException e) {
    String description = String.valueOf(e.getDescription());
    String pattern = e.getPattern();
    return pattern == null || pattern.isEmpty() ? description : description + ": `" + pattern + "`";
  }

  /** Pays for matching a text: its length times the size of the compiled pattern. */
  static void payForMatch(String pattern, String text, Budget budget) {
    budget.scan(text.length() * (1 + pattern.length() * repetitions(pattern)));
  }

  private static void requireSmall(String pattern) {
    if (pattern.length() > LONGEST) {
      throw new ExpressionFailure(Limits.TOO_COMPLEX);
    }
    int depth = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
      if (depth > DEEPEST_GROUP) {
        throw new ExpressionFailure(Limits.TOO_COMPLEX);
      }
    }
    repetitions(pattern);
  }

  /** The product of all counted repetitions, whether or not they are nested. */
  private static long repetitions(String pattern) {
    long product = 1;
    for (int i = 0; i < pattern.length(); i++) {
      product *= pattern.charAt(i) == '{' ? repetition(pattern, i + 1) : 1;
      if (product > LARGEST_REPETITION) {
        throw new ExpressionFailure(Limits.TOO_COMPLEX);
      }
    }
    return product;
  }

  /** The larger bound of the repetition that starts here; 1 if none does. */
  private static long repetition(String pattern, int from) {
    long largest = 1;
    long number = 0;
    for (int i = from; i < pattern.length() && i < from + 16; i++) {
      char c = pattern.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.min(number * 10 + c - '0', LARGEST_REPETITION + 1L);
        largest = Math.max(largest, number);
      } else if (c == ',') {
        number = 0;
      } else {
        return c == '}' ? largest : 1;
      }
    }
    return 1;
  }
}
