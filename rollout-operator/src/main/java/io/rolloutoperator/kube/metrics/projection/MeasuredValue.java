package io.rolloutoperator.kube.metrics.projection;

import java.util.OptionalDouble;

/** The value of a measurement as one number. */
public final class MeasuredValue {

  /** No number is longer; a longer text is not looked at. */
  private static final int LONGEST = 64;

  private MeasuredValue() {}

  /**
   * The number that a measurement's value is.
   *
   * @param value as the AnalysisRun keeps it: a number, or a list of one
   * @return empty for everything else, which no gauge can show
   */
  public static OptionalDouble of(String value) {
    String text = value.strip();
    if (text.startsWith("[") && text.endsWith("]") && text.length() > 1) {
      text = text.substring(1, text.length() - 1).strip();
    }
    if (text.isEmpty() || text.length() > LONGEST || !text.chars().allMatch(MeasuredValue::fits)) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Java's own forms of numbers, such as {@code 0x1p3} and {@code 1d}, are none here. */
  private static boolean fits(int c) {
    return "0123456789+-.eENa".indexOf(c) >= 0;
  }
}
