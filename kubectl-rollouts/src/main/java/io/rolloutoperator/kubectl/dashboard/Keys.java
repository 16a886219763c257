package io.rolloutoperator.kubectl.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secrets of one run of the dashboard; other users of this machine reach the port too.
 *
 * @param access opens the page: it is part of the address that is printed
 * @param session what the browser keeps in a cookie then
 * @param csrf what a page must send with each action, and pages of others cannot read
 */
record Keys(String access, String session, String csrf) {

  private static final int BYTES = 24;

  static Keys random() {
    SecureRandom random = new SecureRandom();
    return new Keys(key(random), key(random), key(random));
  }

  private static String key(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Compares in a time that does not tell how much was right. */
  static boolean equal(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
