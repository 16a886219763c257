package io.rolloutoperator.analysis.expression;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Numbers and strings read and written as the language's reference does it, whose texts appear in
 * results and messages.
 */
final class GoText {

  private static final int FIRST_WRITTEN_EXPONENT = 6;

  private GoText() {}

  /** A quoted string with control characters escaped. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> appendQuoted(out, c));
    return out.append('"').toString();
  }

  private static void appendQuoted(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case 0x07 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 0x0B -> out.append("\\v");
      default -> {
        if (c < ' ' || c == 0x7F) {
          out.append(String.format(Locale.ROOT, "\\x%02x", c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  /** A code point with its number, such as {@code U+0040 '@'}. */
  static String describe(int codePoint) {
    String number = String.format(Locale.ROOT, "U+%04X", codePoint);
    return codePoint < ' ' || codePoint == 0x7F
        ? number
        : number + " '" + Character.toString(codePoint) + "'";
  }

  /** Reads a 64-bit integer; the digits may carry a sign where the radix is 10. */
  static long parseInt(String shown, String digits, int radix) {
    if (!isInteger(digits, radix)) {
      throw new ExpressionFailure("strconv.ParseInt: parsing " + quote(shown) + ": invalid syntax");
    }
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException e) {
      throw new ExpressionFailure(
          "strconv.ParseInt: parsing " + quote(shown) + ": value out of range");
    }
  }

  private static boolean isInteger(String digits, int radix) {
    int from = radix == 10 && (digits.startsWith("-") || digits.startsWith("+")) ? 1 : 0;
    return digits.length() > from
        && digits.chars().skip(from).allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
  }

  /** Reads a float: decimal, hexadecimal with a binary exponent, infinities, not a number. */
  static double parseFloat(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String unsigned = lower.startsWith("+") || lower.startsWith("-") ? lower.substring(1) : lower;
    if (unsigned.equals("inf") || unsigned.equals("infinity")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    boolean hex = unsigned.startsWith("0x") && unsigned.contains("p");
    if (unsigned.contains("_")) {
      return parseFloat(withoutSeparators(text, hex));
    }
    String allowed = hex ? "0123456789abcdef.+-xp" : "0123456789.+-e";
    if (text.isEmpty() || !lower.chars().allMatch(c -> allowed.indexOf(c) >= 0)) {
      throw invalidFloat(text, "invalid syntax");
    }
    return finite(text);
  }

  /** Underscores may stand between digits, and after the prefix of a hexadecimal number. */
  private static String withoutSeparators(String text, boolean hex) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '_') {
        joined.append(text.charAt(i));
      } else if (!isDigit(text, i - 1, hex) || !isDigit(text, i + 1, hex)) {
        throw invalidFloat(text, "invalid syntax");
      }
    }
    return joined.toString();
  }

  private static boolean isDigit(String text, int index, boolean hex) {
    if (index < 0 || index >= text.length()) {
      return false;
    }
    char c = text.charAt(index);
    return Character.digit(c, hex ? 16 : 10) >= 0 || (hex && index == 1);
  }

  private static double finite(String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw invalidFloat(text, "invalid syntax");
    }
    if (Double.isInfinite(value)) {
      throw invalidFloat(text, "value out of range");
    }
    return value;
  }

  private static ExpressionFailure invalidFloat(String text, String why) {
    return new ExpressionFailure("strconv.ParseFloat: parsing " + quote(text) + ": " + why);
  }

  /**
   * The shortest text of a float that reads back the same; numbers below 1e-4 and from 1e6 on are
   * written with an exponent.
   */
  static String format(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    int exponent = exponent(value);
    return exponent < -4 || exponent >= FIRST_WRITTEN_EXPONENT
        ? scientific(value, 2)
        : plain(value);
  }

  /** A float as in JSON: plain from 1e-6 to below 1e21. */
  static String formatJson(double value) {
    double size = Math.abs(value);
    boolean isScientific = size != 0 && (size < 1e-6 || size >= 1e21);
    return isScientific ? scientific(value, size < 1 ? 1 : 2) : plain(value);
  }

  private static int exponent(double value) {
    BigDecimal exact = shortest(value);
    return exact.signum() == 0 ? 0 : exact.precision() - exact.scale() - 1;
  }

  private static String plain(double value) {
    String text = shortest(value).toPlainString();
    return value == 0 && 1 / value < 0 ? "-0" : text;
  }

  private static String scientific(double value, int exponentDigits) {
    BigDecimal exact = shortest(value);
    String digits = exact.unscaledValue().abs().toString();
    int exponent = exponent(value);
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = exponent < 0 ? "-" : "+";
    return (value < 0 ? "-" : "")
        + mantissa
        + "e"
        + sign
        + String.format(Locale.ROOT, "%0" + exponentDigits + "d", Math.abs(exponent));
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return exact.signum() == 0 ? BigDecimal.ZERO : exact;
  }

  /** Bytes of a string in UTF-8. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A part of a string by byte positions; what is cut apart shows as replacement characters. */
  static String slice(String text, int from, int to) {
    return new String(bytes(text), from, to - from, StandardCharsets.UTF_8);
  }

  /** Length in bytes of UTF-8. */
  static int length(String text) {
    return bytes(text).length;
  }

  /** Orders strings by code points, which is the order of their bytes. */
  static int compare(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return java.util.Arrays.compare(left, right);
  }
}
