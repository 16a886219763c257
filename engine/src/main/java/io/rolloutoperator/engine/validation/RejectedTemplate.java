package io.rolloutoperator.engine.validation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API server's refusal of a ReplicaSet made of the Rollout's pod template, in the Rollout's
 * words.
 */
public final class RejectedTemplate {

  private static final int LONGEST = 1024;

  /** {@code ReplicaSet.apps "web-abc" is invalid: …}, with brackets around several errors. */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?s)ReplicaSet(?:\\.apps)? \"[^\"]*\" is invalid: (?:\\[(?<several>.*)]|(?<one>.*))");

  private static final Pattern NEXT_ERROR = Pattern.compile(", (?=spec\\.[A-Za-z])");

  private RejectedTemplate() {}

  /**
   * The error to show.
   *
   * @param refusal the message of the API server's answer; only the first error of several is
   *     shown, and at most 1 KiB
   */
  public static SpecError error(String refusal) {
    Matcher parts = REFUSAL.matcher(refusal);
    if (!parts.matches()) {
      return new SpecError.General("spec.template: " + cut(refusal));
    }
    String several = parts.group("several");
    String errors = several == null ? parts.group("one") : NEXT_ERROR.split(several, 2)[0];
    return new SpecError.General(cut(errors));
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }
}
