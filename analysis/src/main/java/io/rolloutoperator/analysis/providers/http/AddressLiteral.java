package io.rolloutoperator.analysis.providers.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Addresses written as numbers, in every form that some resolver understands: {@code 127.1}, {@code
 * 0x7f000001}, {@code 2130706433}, {@code 0177.0.0.1}. A name resolver may accept them although
 * they look like names.
 */
final class AddressLiteral {

  private AddressLiteral() {}

  /** The address, if the host is one; IPv6 without brackets. */
  static Optional<InetAddress> parse(String host) {
    if (host.contains(":")) {
      try {
        return Optional.of(InetAddress.ofLiteral(host));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return ipv4(host);
  }

  private static Optional<InetAddress> ipv4(String host) {
    String[] parts = host.split("\\.", -1);
    if (parts.length > 4) {
      return Optional.empty();
    }
    List<Long> numbers = new ArrayList<>();
    for (String part : parts) {
      Optional<Long> number = number(part);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      numbers.add(number.get());
    }
    return joined(numbers);
  }

  /** All but the last number are bytes; the last one fills what remains. */
  private static Optional<InetAddress> joined(List<Long> numbers) {
    int leading = numbers.size() - 1;
    long value = numbers.getLast();
    if (value >= 1L << (8 * (4 - leading))) {
      return Optional.empty();
    }
    for (int i = 0; i < leading; i++) {
      if (numbers.get(i) > 255) {
        return Optional.empty();
      }
      value |= numbers.get(i) << (8 * (3 - i));
    }
    byte[] bytes = {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    try {
      return Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Long> number(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean hex = lower.startsWith("0x");
    boolean octal = !hex && lower.length() > 1 && lower.startsWith("0");
    String digits = hex ? lower.substring(2) : lower;
    if (digits.isEmpty()
        || digits.length() > 12
        || !digits.chars().allMatch(c -> Character.digit(c, hex ? 16 : 10) >= 0)) {
      return hex && digits.isEmpty() ? Optional.of(0L) : Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(digits, hex ? 16 : octal ? 8 : 10));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
