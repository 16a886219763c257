package io.rolloutoperator.notify.trigger;

import java.util.Locale;

/** The trigger that belongs to the reason of an Event. */
public final class EventTrigger {

  private EventTrigger() {}

  /** {@code on-rollout-step-completed} for {@code RolloutStepCompleted}. */
  public static String of(String reason) {
    StringBuilder out = new StringBuilder("on-");
    for (int i = 0; i < reason.length(); i++) {
      if (i > 0 && beginsWord(reason, i)) {
        out.append('-');
      }
      out.append(reason.charAt(i));
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean beginsWord(String reason, int at) {
    if (!isUpper(reason.charAt(at))) {
      return false;
    }
    char before = reason.charAt(at - 1);
    boolean afterSmall = isLower(before) || (before >= '0' && before <= '9');
    boolean beforeSmall = at + 1 < reason.length() && isLower(reason.charAt(at + 1));
    return afterSmall || beforeSmall;
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }
}
