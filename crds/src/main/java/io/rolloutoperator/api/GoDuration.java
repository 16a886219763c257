package io.rolloutoperator.api;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as users of this API write them: {@code 30s}, {@code 1.5h}, {@code 1h15m30.918ms}.
 * Reading and writing agree with Go's {@code time.ParseDuration} and {@code Duration.String}, error
 * texts and limits included, because both texts and limits are visible to users.
 */
public final class GoDuration {

  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(63);

  /**
   * Digits of the limit; longer numbers are not even converted, which would take long for very long
   * texts.
   */
  private static final int MAX_DIGITS = 19;

  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+");
  private static final Pattern PART = Pattern.compile("([0-9]*)(?:\\.([0-9]*))?([^0-9.]*)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L, // the micro sign
          "\u03bcs", 1_000L, // the Greek letter
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /** The outcome of reading a duration. */
  public sealed interface Parsed {}

  /** A duration of at most 2^63 nanoseconds, about 292 years; it may be negative. */
  public record Valid(Duration duration) implements Parsed {}

  /** Not a duration; the message is a sentence such as {@code time: invalid duration "abc"}. */
  public record Invalid(String message) implements Parsed {}

  /**
   * Reads a possibly signed sequence of decimal numbers, each with a unit of ns, us, µs, ms, s, m
   * or h.
   */
  public static Parsed parse(String text) {
    boolean negative = text.startsWith("-");
    String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
    if (unsigned.equals("0")) {
      return new Valid(Duration.ZERO);
    }
    if (unsigned.isEmpty()) {
      return invalid(text);
    }
    BigInteger total = BigInteger.ZERO;
    Matcher part = PART.matcher(unsigned);
    for (int at = 0; at < unsigned.length() && part.find(at); at = part.end()) {
      switch (part(part.group(1), Absent.text(part.group(2)), part.group(3), text)) {
        case Wrong(Invalid invalid) -> {
          return invalid;
        }
        case Amount(BigInteger nanos) -> total = total.add(nanos);
      }
      if (total.compareTo(LIMIT) > 0) {
        return invalid(text);
      }
    }
    if (total.equals(LIMIT) && !negative) {
      return invalid(text);
    }
    return new Valid(
        Duration.ofNanos(negative ? total.negate().longValueExact() : total.longValueExact()));
  }

  private static Part part(String whole, String fraction, String unit, String text) {
    String digits = LEADING_ZEROS.matcher(whole).replaceFirst("");
    boolean missing = whole.isEmpty() && fraction.isEmpty();
    if (missing || digits.length() > MAX_DIGITS) {
      return new Wrong(invalid(text));
    }
    BigInteger number = new BigInteger("0" + digits);
    if (number.compareTo(LIMIT) > 0) {
      return new Wrong(invalid(text));
    }
    if (unit.isEmpty()) {
      return new Wrong(new Invalid("time: missing unit in duration " + quote(text)));
    }
    Long nanos = NANOS.get(unit);
    if (nanos == null) {
      return new Wrong(
          new Invalid("time: unknown unit " + quote(unit) + " in duration " + quote(text)));
    }
    BigInteger amount = number.multiply(BigInteger.valueOf(nanos)).add(fractionOf(fraction, nanos));
    return amount.compareTo(LIMIT) > 0 ? new Wrong(invalid(text)) : new Amount(amount);
  }

  /**
   * The fraction of a unit in nanoseconds: digits beyond a 63-bit number are dropped, the rest is
   * floating point.
   */
  private static BigInteger fractionOf(String digits, long nanos) {
    BigInteger value = BigInteger.ZERO;
    double scale = 1;
    for (int i = 0; i < digits.length(); i++) {
      BigInteger longer =
          value.multiply(BigInteger.TEN).add(BigInteger.valueOf(digits.charAt(i) - '0'));
      if (longer.compareTo(LIMIT) > 0) {
        break;
      }
      value = longer;
      scale *= 10;
    }
    return BigInteger.valueOf((long) (value.doubleValue() * (nanos / scale)));
  }

  /** Writes the way Go does: {@code 1h0m0s}, {@code 1.5s}, {@code 2µs}, {@code 0s}. */
  public static String format(Duration duration) {
    boolean negative = duration.isNegative();
    Duration positive = duration.abs();
    long seconds = positive.getSeconds();
    int nanos = positive.getNano();
    String text;
    if (seconds == 0) {
      text = belowSecond(nanos);
    } else {
      text = decimal(seconds % 60, nanos, 9) + "s";
      long minutes = seconds / 60;
      if (minutes > 0) {
        text = minutes % 60 + "m" + text;
        text = minutes / 60 > 0 ? minutes / 60 + "h" + text : text;
      }
    }
    return negative ? "-" + text : text;
  }

  private static String belowSecond(int nanos) {
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000
        ? decimal(nanos / 1_000, nanos % 1_000, 3) + "\u00b5s"
        : decimal(nanos / 1_000_000, nanos % 1_000_000, 6) + "ms";
  }

  /** The whole part and the fraction of so many digits, without zeros at the end. */
  private static String decimal(long whole, int fraction, int digits) {
    if (fraction == 0) {
      return Long.toString(whole);
    }
    String padded = Integer.toString(fraction);
    padded = "0".repeat(digits - padded.length()) + padded;
    return whole + "." + padded.replaceAll("0+$", "");
  }

  private static Invalid invalid(String text) {
    return new Invalid("time: invalid duration " + quote(text));
  }

  /** Quotes a text; bytes outside printable ASCII are shown in hexadecimal. */
  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b < ' ') { // bytes above 0x7f are negative
        quoted.append("\\x").append(HexFormat.of().toHexDigits(b));
      } else if (b == '"' || b == '\\') {
        quoted.append('\\').append((char) b);
      } else {
        quoted.append((char) b);
      }
    }
    return quoted.append('"').toString();
  }

  /** One number with its unit. */
  private sealed interface Part {}

  private record Amount(BigInteger nanos) implements Part {}

  private record Wrong(Invalid invalid) implements Part {}
}
