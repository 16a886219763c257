package io.rolloutoperator.gitsync.signing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The open part of a key of version 4: RFC 9580, 5.5.2. */
final class PgpPublicKey {

  private static final int VERSION = 4;
  private static final int KEY_ID = 8;
  private static final int BEFORE_FINGERPRINT = 0x99;

  private final Instant created;
  private final PgpAlgorithm algorithm;
  private final byte[] fingerprint;

  private PgpPublicKey(Instant created, PgpAlgorithm algorithm, byte[] fingerprint) {
    this.created = created;
    this.algorithm = algorithm;
    this.fingerprint = fingerprint;
  }

  /**
   * Reads one and leaves the secret part; nothing if keys of this kind cannot sign here, as those
   * for encryption.
   */
  static Optional<PgpPublicKey> read(ByteBuffer body) throws GeneralSecurityException {
    int start = body.position();
    if (PgpPacket.octet(body) != VERSION) {
      return Optional.empty();
    }
    Instant created = Instant.ofEpochSecond(Integer.toUnsignedLong(body.getInt()));
    Optional<PgpAlgorithm> algorithm = PgpAlgorithm.read(PgpPacket.octet(body), body);
    if (algorithm.isEmpty()) {
      return Optional.empty();
    }
    byte[] fingerprint = fingerprint(body.slice(start, body.position() - start));
    return Optional.of(new PgpPublicKey(created, algorithm.get(), fingerprint));
  }

  private static byte[] fingerprint(ByteBuffer open) throws GeneralSecurityException {
    MessageDigest hash = MessageDigest.getInstance("SHA-1");
    int length = open.remaining();
    hash.update(new byte[] {(byte) BEFORE_FINGERPRINT, (byte) (length >> 8), (byte) length});
    hash.update(open);
    return hash.digest();
  }

  Instant created() {
    return created;
  }

  PgpAlgorithm algorithm() {
    return algorithm;
  }

  byte[] fingerprint() {
    return fingerprint.clone();
  }

  byte[] keyId() {
    return Arrays.copyOfRange(fingerprint, fingerprint.length - KEY_ID, fingerprint.length);
  }
}
