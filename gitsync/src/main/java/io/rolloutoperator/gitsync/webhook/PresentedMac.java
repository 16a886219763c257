package io.rolloutoperator.gitsync.webhook;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** An HMAC-SHA-256 in hexadecimal digits, as a header carries it. */
final class PresentedMac {
  private static final int DIGITS = 64;

  private PresentedMac() {}

  /**
   * Whether a header holds this MAC.
   *
   * @param prefix that must stand before the digits; may be empty
   */
  static boolean matches(Optional<String> header, String prefix, byte[] expected) {
    return header
        .filter(text -> text.startsWith(prefix))
        .map(text -> text.substring(prefix.length()))
        .filter(digits -> digits.length() == DIGITS)
        .filter(digits -> digits.chars().allMatch(HexFormat::isHexDigit))
        .map(digits -> MessageDigest.isEqual(HexFormat.of().parseHex(digits), expected))
        .orElse(false);
  }
}
