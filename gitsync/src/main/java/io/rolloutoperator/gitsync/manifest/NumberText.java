package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Numbers as Go's YAML library reads them: integers to base 2, 8, 10 and 16 with {@code _} between
 * digits, and decimal fractions. A fraction without a fractional part is an integer, as it is after
 * a way through Go's JSON.
 */
final class NumberText {

  private static final int DECIMAL = 10;
  private static final int MOST_BITS = 64;

  /** Longer than any number that fits a double. */
  private static final int LONGEST = 400;

  private NumberText() {}

  static Optional<JsonNode> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = text.charAt(0) == '.' ? text : text.replace("_", "");
    return integer(plain).or(() -> fraction(plain));
  }

  private static Optional<JsonNode> integer(String text) {
    boolean negative = text.startsWith("-");
    String written = negative || text.startsWith("+") ? text.substring(1) : text;
    int radix = radix(written);
    String digits = written.substring(radix == DECIMAL || isDigit(written, 1) ? 0 : 2);
    if (digits.isEmpty() || !digits.chars().allMatch(c -> isDigit(c, radix))) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(digits, radix);
    return integer(negative ? value.negate() : value);
  }

  private static Optional<JsonNode> integer(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return Optional.of(IntNode.valueOf(value.intValue()));
    }
    if (value.bitLength() < Long.SIZE) {
      return Optional.of(LongNode.valueOf(value.longValue()));
    }
    boolean unsigned = value.signum() > 0 && value.bitLength() <= MOST_BITS;
    return unsigned ? Optional.of(BigIntegerNode.valueOf(value)) : Optional.empty();
  }

  /** {@code 0x}, {@code 0b}, {@code 0o}, and a zero before another digit for octal too. */
  private static int radix(String written) {
    if (written.length() < 2 || written.charAt(0) != '0') {
      return DECIMAL;
    }
    return switch (written.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      case 'o', 'O' -> 8;
      default -> isDigit(written, 1) ? 8 : DECIMAL;
    };
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && isDigit(text.charAt(at), DECIMAL);
  }

  private static boolean isDigit(int c, int radix) {
    return c < 128 && Character.digit(c, radix) >= 0;
  }

  private static Optional<JsonNode> fraction(String text) {
    if (!isDecimal(text)) {
      return Optional.empty();
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      return Optional.empty();
    }
    if (value == Math.rint(value) && Math.abs(value) < 0x1p63) {
      return integer(new BigDecimal(value).toBigInteger());
    }
    return Optional.of(DoubleNode.valueOf(value));
  }

  private static boolean isDecimal(String text) {
    int at = sign(text, 0);
    int whole = digits(text, at);
    int end = whole;
    if (end < text.length() && text.charAt(end) == '.') {
      end = digits(text, end + 1);
      if (whole == at && end == whole + 1) {
        return false;
      }
    } else if (whole == at) {
      return false;
    }
    return end == text.length() || isExponent(text, end);
  }

  private static boolean isExponent(String text, int at) {
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    int from = sign(text, at + 1);
    return from < text.length() && digits(text, from) == text.length();
  }

  private static int sign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? at + 1 : at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (isDigit(text, at)) {
      at++;
    }
    return at;
  }
}
