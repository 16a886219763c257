package io.rolloutoperator.gitsync.signing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** OpenPGP as text: RFC 9580, 6. */
final class Armor {

  private static final String BEGIN = "-----BEGIN PGP ";
  private static final String BEGIN_PRIVATE = BEGIN + "PRIVATE KEY BLOCK-----";
  private static final String END = "-----END PGP ";
  private static final int LINE = 64;
  private static final int CRC_START = 0xB704CE;
  private static final int CRC_POLYNOMIAL = 0x1864CFB;
  private static final int CRC_OVERFLOW = 0x1000000;

  private Armor() {}

  /** The bytes of the first private key in a text. */
  static byte[] privateKey(String text) throws UnusableKeyException {
    List<String> lines = text.lines().map(String::strip).toList();
    int begin = lines.indexOf(BEGIN_PRIVATE);
    if (begin < 0) {
      throw new UnusableKeyException(
          lines.stream().anyMatch(line -> line.startsWith(BEGIN + "PUBLIC"))
              ? "key \"git.asc\" is a public key"
              : "key \"git.asc\" is not an armored private OpenPGP key");
    }
    StringBuilder base64 = new StringBuilder();
    lines.stream()
        .skip(begin + 1L)
        .takeWhile(line -> !line.startsWith(END))
        .filter(line -> !isHeader(line) && !isChecksum(line))
        .forEach(base64::append);
    return Base64.getDecoder().decode(base64.toString());
  }

  private static boolean isHeader(String line) {
    return line.indexOf(':') >= 0;
  }

  /** What it protects has a better one of its own. */
  private static boolean isChecksum(String line) {
    return line.startsWith("=");
  }

  /** A signature as text. */
  static byte[] signature(byte[] packet) {
    Base64.Encoder lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    int crc = checksum(packet);
    byte[] sum = {(byte) (crc >> 16), (byte) (crc >> 8), (byte) crc};
    String text =
        "-----BEGIN PGP SIGNATURE-----\n\n"
            + lines.encodeToString(packet)
            + "\n="
            + Base64.getEncoder().encodeToString(sum)
            + "\n-----END PGP SIGNATURE-----";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static int checksum(byte[] bytes) {
    int crc = CRC_START;
    for (byte b : bytes) {
      crc ^= (b & 0xFF) << 16;
      for (int i = 0; i < 8; i++) {
        crc <<= 1;
        if ((crc & CRC_OVERFLOW) != 0) {
          crc ^= CRC_POLYNOMIAL;
        }
      }
    }
    return crc;
  }
}
