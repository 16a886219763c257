package io.rolloutoperator.kubectl.http;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Private keys in the three forms that kubeconfigs have: PKCS #8, PKCS #1 (RFC 8017) and SEC 1 (RFC
 * 5915). The JDK reads only the first; the others are wrapped into it.
 */
final class PemKey {

  private static final byte[] VERSION_ZERO = {0x02, 0x01, 0x00};
  private static final byte[] RSA_ALGORITHM =
      bytes("300d06092a864886f70d0101010500"); // rsaEncryption, NULL
  private static final byte[] RSA_OID = bytes("06092a864886f70d010101"); // rsaEncryption
  private static final byte[] EC_OID = bytes("06072a8648ce3d0201"); // id-ecPublicKey
  private static final int LONGEST_HEAD = 32;
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int PARAMETERS = 0xa0;

  private PemKey() {}

  /**
   * Reads a key.
   *
   * @throws GeneralSecurityException if the text holds no key, or an encrypted one
   */
  static PrivateKey read(String pem) throws GeneralSecurityException {
    Optional<byte[]> wrapped = block(pem, "PRIVATE KEY");
    Optional<byte[]> rsa = block(pem, "RSA PRIVATE KEY");
    Optional<byte[]> ec = block(pem, "EC PRIVATE KEY");
    if (wrapped.isPresent()) {
      return any(wrapped.get());
    }
    if (rsa.isPresent()) {
      return any(der(SEQUENCE, VERSION_ZERO, RSA_ALGORITHM, der(OCTET_STRING, rsa.get())));
    }
    if (ec.isPresent()) {
      byte[] algorithm = der(SEQUENCE, EC_OID, curve(ec.get()));
      return any(der(SEQUENCE, VERSION_ZERO, algorithm, der(OCTET_STRING, ec.get())));
    }
    throw new InvalidKeySpecException("no unencrypted private key in PEM form");
  }

  private static PrivateKey any(byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm(pkcs8)).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /** The algorithm's identifier stands in the first bytes: SEQUENCE { version, algorithm, key }. */
  private static String algorithm(byte[] pkcs8) {
    byte[] head = Arrays.copyOf(pkcs8, Math.min(pkcs8.length, LONGEST_HEAD));
    if (holds(head, EC_OID)) {
      return "EC";
    }
    return holds(head, RSA_OID) ? "RSA" : "Ed25519";
  }

  private static boolean holds(byte[] bytes, byte[] part) {
    for (int at = 0; at + part.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<byte[]> block(String pem, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int start = pem.indexOf(begin);
    int end = start < 0 ? -1 : pem.indexOf("-----END " + label + "-----", start);
    if (end < 0) {
      return Optional.empty();
    }
    return Optional.of(
        Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end).strip()));
  }

  /**
   * The object identifier in the field {@code [0]} of an ECPrivateKey: SEQUENCE { version, key, [0]
   * parameters, [1] public key }.
   */
  private static byte[] curve(byte[] sec1) throws InvalidKeySpecException {
    int at = 1 + lengthBytes(sec1, 1);
    while (at + 1 < sec1.length) {
      int content = at + 1 + lengthBytes(sec1, at + 1);
      int length = length(sec1, at + 1);
      if ((sec1[at] & 0xff) == PARAMETERS && content + length <= sec1.length) {
        return Arrays.copyOfRange(sec1, content, content + length);
      }
      at = content + length;
    }
    throw new InvalidKeySpecException("an EC key without its curve");
  }

  private static int lengthBytes(byte[] der, int at) {
    int first = der[at] & 0xff;
    return first < 0x80 ? 1 : 1 + (first & 0x7f);
  }

  private static int length(byte[] der, int at) {
    int first = der[at] & 0xff;
    int length = first < 0x80 ? first : 0;
    for (int i = 1; first >= 0x80 && i <= (first & 0x7f) && at + i < der.length; i++) {
      length = (length << 8) | (der[at + i] & 0xff);
    }
    return length;
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static byte[] bytes(String hex) {
    return java.util.HexFormat.of().parseHex(hex);
  }
}
