package io.rolloutoperator.api.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Kubernetes resource quantity: a decimal number of at most nine fractional digits, and how it is
 * written.
 *
 * <p>Kubernetes writes a quantity that already was in canonical form as it was read, any other one
 * in the largest unit that leaves a whole number: {@code 0.5} as {@code 500m}, {@code 1024Ki} as
 * {@code 1Mi}, {@code 1.5Gi} as {@code 1536Mi}. Its idea of "canonical form" is wider than one
 * would think ({@code +1}, {@code 1.500} and {@code 5E3} stay as they are); hashes depend on it.
 *
 * @param value the number
 * @param text how Kubernetes' Go library writes it
 */
record Quantity(BigDecimal value, String text) {

  private static final Pattern SHAPE =
      Pattern.compile("([+-]?)0*([0-9]*)(\\.([0-9]*))?(|[numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]+)");
  private static final Map<String, Integer> DECIMAL =
      Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final Map<String, Integer> BINARY =
      Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);
  private static final BigInteger TEN = BigInteger.TEN;
  private static final BigInteger K = BigInteger.valueOf(1024);
  private static final BigDecimal K_DECIMAL = new BigDecimal(K);
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int NANO = 9;
  private static final int MOST_DIGITS = 18;

  /** The unit in which a quantity was written; it is kept where the number allows. */
  private enum Format {
    DECIMAL_SI,
    DECIMAL_EXPONENT,
    BINARY_SI
  }

  /** Reads a quantity as Kubernetes does; empty when it would refuse the text. */
  static Optional<Quantity> parse(String given) {
    String text = given.strip();
    Matcher parts = SHAPE.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    String fraction = parts.group(4) == null ? "" : parts.group(4);
    String whole = parts.group(2).isEmpty() ? "0" : parts.group(2);
    Written written = new Written(text, whole, fraction, parts.group(5));
    Optional<Integer> exponent = written.exponent();
    if (exponent.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal size = written.size(exponent.get());
    BigDecimal value = parts.group(1).equals("-") ? size.negate() : size;
    boolean kept = text.equals("0") || written.keptAsWritten(exponent.get());
    return Optional.of(new Quantity(value, kept ? text : canonical(value, written.format(value))));
  }

  /**
   * The number rounded away from zero to three fractional digits, as the API server stores
   * resources.
   */
  BigDecimal roundedUpToMilli() {
    return value.scale() <= 3 ? value : value.setScale(3, RoundingMode.UP);
  }

  /** The parts of a quantity as written; {@code whole} without leading zeros. */
  private record Written(String text, String whole, String fraction, String suffix) {

    Optional<Integer> exponent() {
      Integer named = DECIMAL.getOrDefault(suffix, BINARY.get(suffix));
      if (named != null) {
        return Optional.of(named);
      }
      try {
        return Optional.of((int) Long.parseLong(suffix.substring(1)));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    boolean binary() {
      return BINARY.containsKey(suffix);
    }

    Format format(BigDecimal value) {
      if (binary()) {
        boolean small = value.signum() != 0 && value.abs().compareTo(BigDecimal.ONE) < 0;
        return small ? Format.DECIMAL_SI : Format.BINARY_SI;
      }
      return DECIMAL.containsKey(suffix) ? Format.DECIMAL_SI : Format.DECIMAL_EXPONENT;
    }

    /**
     * The number without its sign: rounded up to nano, binary ones cut at the largest 64-bit
     * number.
     */
    BigDecimal size(int exponent) {
      BigInteger digits = new BigInteger(whole + fraction);
      if (binary()) {
        BigDecimal size = new BigDecimal(digits.shiftLeft(exponent), fraction.length());
        return roundedUp(size).min(MAX);
      }
      long scale = (long) fraction.length() - exponent;
      return roundedUp(
          new BigDecimal(digits, Math.clamp(scale, Integer.MIN_VALUE, Integer.MAX_VALUE)));
    }

    private static BigDecimal roundedUp(BigDecimal size) {
      if (size.signum() == 0 || size.scale() <= NANO) {
        return size;
      }
      boolean belowNano = (long) size.precision() - size.scale() <= -NANO;
      return belowNano ? BigDecimal.ONE.movePointLeft(NANO) : size.setScale(NANO, RoundingMode.UP);
    }

    /** Whether the Go library takes the text for canonical and writes it back unchanged. */
    boolean keptAsWritten(int exponent) {
      String digits = whole + fraction;
      if (binary()) {
        int room = 15 - whole.length() - exponent * 3 / 10 - 1;
        return fraction.isEmpty() && room >= 0 && Long.parseLong(whole) % 8 != 0;
      }
      long scale = (long) exponent - fraction.length();
      return digits.length() <= MOST_DIGITS
          && scale >= -NANO
          && scale % 3 == 0
          && !digits.endsWith("000")
          && !digits.startsWith("0");
    }
  }

  private static String canonical(BigDecimal value, Format format) {
    if (value.signum() == 0) {
      return "0";
    }
    return switch (format) {
      case DECIMAL_SI -> decimal(value, Format.DECIMAL_SI);
      case DECIMAL_EXPONENT -> decimal(value, Format.DECIMAL_EXPONENT);
      case BINARY_SI -> {
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        boolean large = value.abs().compareTo(K_DECIMAL) >= 0;
        yield whole && large
            ? binary(value.toBigIntegerExact())
            : decimal(value, Format.DECIMAL_SI);
      }
    };
  }

  /**
   * The digits without trailing zeros, then as many again as make the exponent a multiple of three.
   */
  private static String decimal(BigDecimal value, Format format) {
    BigDecimal stripped = value.stripTrailingZeros();
    BigInteger digits = stripped.unscaledValue();
    long exponent = -(long) stripped.scale();
    while (exponent % 3 != 0) {
      digits = digits.multiply(TEN);
      exponent--;
    }
    return digits
        + (format == Format.DECIMAL_EXPONENT ? exponentSuffix(exponent) : suffix(exponent));
  }

  private static String exponentSuffix(long exponent) {
    return exponent == 0 ? "" : "e" + exponent;
  }

  /**
   * Beyond the largest unit the Go library writes the digits alone; so do we, since names depend on
   * it.
   */
  private static String suffix(long exponent) {
    return DECIMAL.entrySet().stream()
        .filter(entry -> entry.getValue() == exponent)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private static String binary(BigInteger value) {
    BigInteger rest = value;
    int exponent = 0;
    while (rest.remainder(K).signum() == 0) {
      rest = rest.divide(K);
      exponent += 10;
    }
    int found = exponent;
    return rest
        + BINARY.entrySet().stream()
            .filter(entry -> entry.getValue() == found)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
  }
}
