package io.rolloutoperator.traffic;

import java.util.regex.Pattern;

/** Ways to match texts of tenants with an engine that backtracks. None of it is ever run. */
@SuppressWarnings("unused")
public final class ForbiddenPatterns {

  private ForbiddenPatterns() {}

  /** Uses the engine. */
  public static final class PatternUse {
    Pattern pattern(String text) {
      return Pattern.compile(text);
    }
  }

  /** Uses the engine by way of a string. */
  public static final class StringMatchesUse {
    boolean matches(String text) {
      return text.matches(text);
    }
  }
}
