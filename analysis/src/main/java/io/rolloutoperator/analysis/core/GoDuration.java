package io.rolloutoperator.analysis.core;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Go writes them: a sequence of decimal numbers with units, such as {@code 1h30m} or
 * {@code 1.5s}. Errors have the wording of Go's {@code time.ParseDuration}, since they are shown in
 * statuses that clients compare.
 */
public final class GoDuration {

  private static final Map<String, Long> NANOS_OF_UNIT =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  /**
   * A number (maybe only a part after or before its point), then everything up to the next number.
   */
  private static final Pattern PART = Pattern.compile("(\\d*)(?:\\.(\\d*))?([^.\\d]*)");

  private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  /** Reads a duration; it may be negative. Longer than about 292 years is a problem. */
  public static Resolution<Duration> parse(String text) {
    boolean negative = text.startsWith("-");
    String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
    if (unsigned.equals("0")) {
      return Resolution.of(Duration.ZERO);
    }
    if (unsigned.isEmpty()) {
      return invalid(text);
    }
    return nanos(text, unsigned)
        .map(
            nanos -> Duration.ofNanos(negative ? -nanos.longValueExact() : nanos.longValueExact()));
  }

  /** As Go prints it: {@code 1m30s}, {@code 500ms}, {@code 0s}. */
  public static String text(Duration duration) {
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return belowSecond(duration.toNanos());
    }
    long hours = duration.toHours();
    String seconds =
        decimal(
                BigDecimal.valueOf(duration.toSecondsPart())
                    .add(BigDecimal.valueOf(duration.toNanosPart(), 9)))
            + "s";
    String minutes =
        hours > 0 || duration.toMinutesPart() > 0 ? duration.toMinutesPart() + "m" : "";
    return (hours > 0 ? hours + "h" : "") + minutes + seconds;
  }

  private static String belowSecond(long nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000
        ? decimal(BigDecimal.valueOf(nanos, 3)) + "µs"
        : decimal(BigDecimal.valueOf(nanos, 6)) + "ms";
  }

  private static String decimal(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static Resolution<BigInteger> nanos(String text, String unsigned) {
    BigInteger total = BigInteger.ZERO;
    Matcher part = PART.matcher(unsigned);
    int at = 0;
    while (at < unsigned.length()) {
      part.region(at, unsigned.length());
      if (!part.lookingAt() || !hasDigits(part)) {
        return invalid(text);
      }
      String unit = part.group(3);
      Long scale = NANOS_OF_UNIT.get(unit);
      if (scale == null) {
        return Resolution.problem(
            unit.isEmpty()
                ? "time: missing unit in duration " + quoted(text)
                : "time: unknown unit " + quoted(unit) + " in duration " + quoted(text));
      }
      total = total.add(scaled(part, scale));
      if (total.compareTo(LONGEST) > 0) {
        return invalid(text);
      }
      at = part.end();
    }
    return Resolution.of(total);
  }

  private static boolean hasDigits(Matcher part) {
    String fraction = part.group(2);
    return !part.group(1).isEmpty() || (fraction != null && !fraction.isEmpty());
  }

  private static BigInteger scaled(Matcher part, long scale) {
    String fraction = part.group(2);
    String digits = "0" + part.group(1) + "." + (fraction == null ? "" : fraction) + "0";
    return new BigDecimal(digits)
        .multiply(BigDecimal.valueOf(scale))
        .setScale(0, RoundingMode.DOWN)
        .toBigInteger();
  }

  private static <T> Resolution<T> invalid(String text) {
    return Resolution.problem("time: invalid duration " + quoted(text));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
