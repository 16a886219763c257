package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.GoValues;
import java.util.List;

/**
 * The parts of a version as it is written.
 *
 * @param numbers one to three, not looked at yet
 * @param pre behind a dash; empty without one
 */
record VersionText(List<String> numbers, String pre) {

  private static final int MOST_NUMBERS = 3;
  private static final int SHOWN = 50;

  static VersionText of(String text) {
    String rest = text.startsWith("v") ? text.substring(1) : text;
    int plus = rest.indexOf('+');
    if (plus >= 0) {
      names(rest.substring(plus + 1), text);
      rest = rest.substring(0, plus);
    }
    int dash = rest.indexOf('-');
    String pre = dash < 0 ? "" : rest.substring(dash + 1);
    if (dash >= 0) {
      names(pre, text).forEach(name -> requireNoZeroBefore(name, text));
    }
    List<String> numbers = List.of((dash < 0 ? rest : rest.substring(0, dash)).split("\\.", -1));
    if (numbers.size() > MOST_NUMBERS) {
      throw invalid(text);
    }
    return new VersionText(numbers, pre);
  }

  static TemplateFailure invalid(String version) {
    return new TemplateFailure("not a version: " + start(version));
  }

  /** As much of a text as a message can show. */
  static String start(String text) {
    return GoValues.quote(text.length() <= SHOWN ? text : text.substring(0, SHOWN));
  }

  private static List<String> names(String part, String text) {
    List<String> names = List.of(part.split("\\.", -1));
    if (!names.stream().allMatch(VersionText::isName)) {
      throw invalid(text);
    }
    return names;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c == '-' || (c < 0x80 && Character.isLetterOrDigit(c)));
  }

  private static void requireNoZeroBefore(String name, String text) {
    if (name.length() > 1 && name.startsWith("0") && SemanticVersion.isNumber(name)) {
      throw invalid(text);
    }
  }
}
