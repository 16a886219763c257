package io.rolloutoperator.gitsync.signing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The secret part of a key: RFC 9580, 5.5.3. */
final class SecretNumbers {

  private static final int CLEAR = 0;
  private static final int WITH_HASH = 254;
  private static final int WITH_SUM = 255;
  private static final int HASH = 20;
  private static final int SUM = 2;
  private static final int IV = 16;

  private SecretNumbers() {}

  static UnusableKeyException unknownProtection() {
    return new UnusableKeyException(
        "key \"git.asc\" is encrypted in a way that is not supported; export it with GnuPG");
  }

  /** Whether there is no secret in it: the key is on a card, or only its subkeys were exported. */
  static boolean areElsewhere(ByteBuffer part) {
    ByteBuffer in = part.duplicate();
    int usage = PgpPacket.octet(in);
    if (usage != WITH_HASH && usage != WITH_SUM) {
      return false;
    }
    in.get(); // the cipher
    return PgpPacket.octet(in) == StringToKey.ELSEWHERE;
  }

  /**
   * Opens it.
   *
   * @param part from the octet that says how it is protected
   * @param passphrase empty: there is none
   */
  static ByteBuffer open(ByteBuffer part, String passphrase)
      throws UnusableKeyException, GeneralSecurityException {
    ByteBuffer in = part.duplicate();
    int usage = PgpPacket.octet(in);
    return switch (usage) {
      case CLEAR -> checked(PgpPacket.octets(in, in.remaining()), SUM);
      case WITH_HASH -> decrypted(in, passphrase, HASH);
      case WITH_SUM -> decrypted(in, passphrase, SUM);
      default -> throw unknownProtection();
    };
  }

  private static ByteBuffer decrypted(ByteBuffer in, String passphrase, int check)
      throws UnusableKeyException, GeneralSecurityException {
    if (passphrase.isEmpty()) {
      throw new UnusableKeyException(
          "key \"passphrase\" is missing, and the private key is encrypted");
    }
    int octets = keyOctets(PgpPacket.octet(in));
    byte[] key = StringToKey.read(in).key(passphrase, octets);
    IvParameterSpec iv = new IvParameterSpec(PgpPacket.octets(in, IV));
    Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), iv);
    try {
      return checked(cipher.doFinal(PgpPacket.octets(in, in.remaining())), check);
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException("key \"passphrase\" does not open the private key");
    }
  }

  private static int keyOctets(int cipher) throws UnusableKeyException {
    return switch (cipher) {
      case 7 -> 16;
      case 8 -> 24;
      case 9 -> 32;
      default -> throw unknownProtection();
    };
  }

  private static ByteBuffer checked(byte[] numbers, int check) throws GeneralSecurityException {
    int length = numbers.length - check;
    if (length < 0) {
      throw new IllegalArgumentException("the end is missing");
    }
    byte[] expected = Arrays.copyOfRange(numbers, length, numbers.length);
    byte[] found = check == HASH ? hash(numbers, length) : sum(numbers, length);
    if (!MessageDigest.isEqual(expected, found)) {
      throw new IllegalArgumentException("the check does not fit");
    }
    return ByteBuffer.wrap(numbers, 0, length).slice();
  }

  private static byte[] hash(byte[] numbers, int length) throws GeneralSecurityException {
    MessageDigest hash = MessageDigest.getInstance("SHA-1");
    hash.update(numbers, 0, length);
    return hash.digest();
  }

  private static byte[] sum(byte[] numbers, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Byte.toUnsignedInt(numbers[i]);
    }
    return new byte[] {(byte) (sum >> 8), (byte) sum};
  }
}
