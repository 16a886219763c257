package io.rolloutoperator.gitsync.signing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One packet: RFC 9580, 4.2.
 *
 * @param tag what it is
 * @param body to be read once
 */
record PgpPacket(int tag, ByteBuffer body) {

  static final int SIGNATURE = 2;
  static final int SECRET_KEY = 5;
  static final int SECRET_SUBKEY = 7;

  private static final int ALWAYS = 0x80;
  private static final int MODERN = 0x40;
  private static final int FOUR_OCTETS = 255;

  /**
   * All packets.
   *
   * @throws IllegalArgumentException if it is not a row of packets
   * @throws java.nio.BufferUnderflowException if the end is missing
   */
  static List<PgpPacket> all(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    List<PgpPacket> packets = new ArrayList<>();
    while (in.hasRemaining()) {
      int header = octet(in);
      if ((header & ALWAYS) == 0) {
        throw new IllegalArgumentException("no packet");
      }
      boolean modern = (header & MODERN) != 0;
      int length = modern ? length(in) : oldLength(in, header & 3);
      packets.add(new PgpPacket(modern ? header & 0x3F : (header >> 2) & 0xF, part(in, length)));
    }
    return packets;
  }

  /** A length in one, two or five octets, as packets and subpackets have it. */
  static int length(ByteBuffer in) {
    int first = octet(in);
    if (first < 192) {
      return first;
    }
    if (first == FOUR_OCTETS) {
      return in.getInt();
    }
    if (first < 224) {
      return ((first - 192) << 8) + octet(in) + 192;
    }
    throw new IllegalArgumentException("keys do not come in parts");
  }

  private static int oldLength(ByteBuffer in, int octets) {
    return switch (octets) {
      case 0 -> octet(in);
      case 1 -> Short.toUnsignedInt(in.getShort());
      case 2 -> in.getInt();
      default -> in.remaining();
    };
  }

  static int octet(ByteBuffer in) {
    return Byte.toUnsignedInt(in.get());
  }

  static byte[] octets(ByteBuffer in, int length) {
    byte[] octets = new byte[part(in.duplicate(), length).remaining()];
    in.get(octets);
    return octets;
  }

  /** The next octets as a buffer of their own. */
  static ByteBuffer part(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("the end is missing");
    }
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return part;
  }
}
