package io.rolloutoperator.analysis.providers.prometheus;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as Prometheus writes them, and as measured values are shown. */
final class GoFloat {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private GoFloat() {}

  /** Reads a sample; empty if the text is no number. */
  static Optional<Double> parse(String text) {
    return switch (text) {
      case "NaN" -> Optional.of(Double.NaN);
      case "+Inf", "Inf" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-Inf" -> Optional.of(Double.NEGATIVE_INFINITY);
      default ->
          NUMBER.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
    };
  }

  /** The shortest text that means this number, without exponent. */
  static String format(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return 1 / number > 0 ? "0" : "-0";
    }
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}
