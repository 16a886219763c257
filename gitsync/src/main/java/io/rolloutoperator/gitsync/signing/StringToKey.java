package io.rolloutoperator.gitsync.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** How a passphrase becomes the key of a cipher: RFC 9580, 3.7. */
final class StringToKey {

  private static final int SIMPLE = 0;
  private static final int SALTED = 1;
  private static final int ITERATED = 3;
  private static final int SALT = 8;
  private static final int BLOCK = 1024;

  /** Of GnuPG: the key itself is elsewhere, on a card or in a safe. */
  static final int ELSEWHERE = 101;

  private final MessageDigest hash;
  private final byte[] salt;
  private final int count;

  private StringToKey(MessageDigest hash, byte[] salt, int count) {
    this.hash = hash;
    this.salt = salt;
    this.count = count;
  }

  static StringToKey read(ByteBuffer in) throws UnusableKeyException {
    int kind = PgpPacket.octet(in);
    MessageDigest hash = hash(PgpPacket.octet(in));
    return switch (kind) {
      case SIMPLE -> new StringToKey(hash, new byte[0], 0);
      case SALTED -> new StringToKey(hash, PgpPacket.octets(in, SALT), 0);
      case ITERATED -> new StringToKey(hash, PgpPacket.octets(in, SALT), count(in));
      default -> throw SecretNumbers.unknownProtection();
    };
  }

  /** At most 65,011,712 octets, less than a second's work. */
  private static int count(ByteBuffer in) {
    int coded = PgpPacket.octet(in);
    return (16 + (coded & 15)) << ((coded >> 4) + 6);
  }

  private static MessageDigest hash(int id) throws UnusableKeyException {
    try {
      return MessageDigest.getInstance(
          switch (id) {
            case 2 -> "SHA-1";
            case 8 -> "SHA-256";
            case 9 -> "SHA-384";
            case 10 -> "SHA-512";
            case 11 -> "SHA-224";
            default -> throw SecretNumbers.unknownProtection();
          });
    } catch (GeneralSecurityException e) {
      throw SecretNumbers.unknownProtection();
    }
  }

  /** A key of so many octets. */
  byte[] key(String passphrase, int octets) {
    byte[] input = salted(passphrase.getBytes(StandardCharsets.UTF_8));
    byte[] key = new byte[octets];
    for (int from = 0, zeros = 0; from < octets; zeros++) {
      hash.update(new byte[zeros]);
      byte[] part = digest(input);
      int length = Math.min(part.length, octets - from);
      System.arraycopy(part, 0, key, from, length);
      from += length;
    }
    return key;
  }

  private byte[] salted(byte[] passphrase) {
    byte[] salted = Arrays.copyOf(salt, salt.length + passphrase.length);
    System.arraycopy(passphrase, 0, salted, salt.length, passphrase.length);
    return salted;
  }

  private byte[] digest(byte[] input) {
    long left = Math.max(count, input.length);
    byte[] block = repeated(input);
    for (; left >= block.length; left -= block.length) {
      hash.update(block);
    }
    hash.update(block, 0, (int) left);
    return hash.digest();
  }

  /** Fewer and longer updates are faster. */
  private static byte[] repeated(byte[] input) {
    int times = 1 + BLOCK / Math.max(1, input.length);
    ByteBuffer block = ByteBuffer.allocate(times * input.length);
    while (block.hasRemaining()) {
      block.put(input);
    }
    return block.array();
  }
}
