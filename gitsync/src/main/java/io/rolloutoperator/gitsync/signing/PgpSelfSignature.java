package io.rolloutoperator.gitsync.signing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the owner of a key says about it: RFC 9580, 5.2.3. It is believed without a check, as
 * whoever could change it in the Secret could as well put another key there.
 *
 * @param type of signature
 * @param made when; the newest counts
 * @param lasts seconds from the key's creation; 0 is for ever
 * @param flags what the key may be used for; empty if it is not said
 */
record PgpSelfSignature(int type, Instant made, long lasts, Optional<Integer> flags) {

  static final int BINDS_SUBKEY = 0x18;
  static final int REVOKES_KEY = 0x20;
  static final int REVOKES_SUBKEY = 0x28;

  private static final int GENERIC_CERTIFICATION = 0x10;
  private static final int POSITIVE_CERTIFICATION = 0x13;
  private static final int DIRECT = 0x1F;
  private static final int MAY_SIGN = 2;
  private static final int VERSION = 4;

  private static final int CREATED = 2;
  private static final int KEY_LASTS = 9;
  private static final int ISSUER = 16;
  private static final int FLAGS = 27;
  private static final int CRITICAL = 0x80;

  /** Reads one; nothing if somebody else made it. */
  static Optional<PgpSelfSignature> read(ByteBuffer body, PgpPublicKey owner) {
    if (PgpPacket.octet(body) != VERSION) {
      return Optional.empty();
    }
    Parts parts = new Parts(PgpPacket.octet(body));
    body.getShort();
    parts.read(PgpPacket.part(body, Short.toUnsignedInt(body.getShort())));
    parts.read(PgpPacket.part(body, Short.toUnsignedInt(body.getShort())));
    return Arrays.equals(parts.issuer, owner.keyId())
        ? Optional.of(new PgpSelfSignature(parts.type, parts.made, parts.lasts, parts.flags))
        : Optional.empty();
  }

  boolean isAboutPrimaryKey() {
    return (type >= GENERIC_CERTIFICATION && type <= POSITIVE_CERTIFICATION) || type == DIRECT;
  }

  boolean forbidsSigning() {
    return flags.filter(bits -> (bits & MAY_SIGN) == 0).isPresent();
  }

  private static final class Parts {
    private final int type;
    private Instant made = Instant.EPOCH;
    private long lasts;
    private Optional<Integer> flags = Optional.empty();
    private byte[] issuer = {};

    Parts(int type) {
      this.type = type;
    }

    void read(ByteBuffer area) {
      while (area.hasRemaining()) {
        ByteBuffer part = PgpPacket.part(area, PgpPacket.length(area));
        switch (PgpPacket.octet(part) & ~CRITICAL) {
          case CREATED -> made = Instant.ofEpochSecond(Integer.toUnsignedLong(part.getInt()));
          case KEY_LASTS -> lasts = Integer.toUnsignedLong(part.getInt());
          case ISSUER -> issuer = PgpPacket.octets(part, part.remaining());
          case FLAGS -> flags = Optional.of(part.hasRemaining() ? PgpPacket.octet(part) : 0);
          default -> {
            // Says nothing about whether the key may sign.
          }
        }
      }
    }
  }
}
