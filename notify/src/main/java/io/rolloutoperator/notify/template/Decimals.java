package io.rolloutoperator.notify.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floats with a number of digits; exact values are rounded half to even. */
final class Decimals {

  private Decimals() {}

  /** With so many digits after the point. */
  static String fixed(double number, int precision) {
    String text =
        new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    return isNegative(number) && !text.startsWith("-") ? "-" + text : text;
  }

  /** {@code 1.5e+06}, with so many digits after the point. */
  static String scientific(double number, int precision) {
    BigDecimal exact = new BigDecimal(number);
    if (exact.signum() == 0) {
      return fixed(number, precision) + "e+00";
    }
    BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    String mantissa = rounded.scaleByPowerOfTen(-exponent).setScale(precision).toPlainString();
    return mantissa
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** The shorter of both, with so many digits in all and no zeros at the end. */
  static String general(double number, int precision) {
    int digits = Math.max(1, precision);
    BigDecimal exact = new BigDecimal(number);
    if (exact.signum() == 0) {
      return "0";
    }
    BigDecimal rounded =
        exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent < -4 || exponent >= digits
        ? scientific(rounded.doubleValue(), rounded.precision() - 1)
        : rounded.toPlainString();
  }

  private static boolean isNegative(double number) {
    return number < 0 || (number == 0 && 1 / number < 0);
  }
}
