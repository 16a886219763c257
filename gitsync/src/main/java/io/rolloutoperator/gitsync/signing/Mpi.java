package io.rolloutoperator.gitsync.signing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Numbers of any size: RFC 9580, 3.2. */
final class Mpi {

  private Mpi() {}

  static BigInteger read(ByteBuffer in) {
    int bits = Short.toUnsignedInt(in.getShort());
    return new BigInteger(1, PgpPacket.octets(in, (bits + 7) / 8));
  }

  /** A number in as many octets as its field has. */
  static byte[] readPadded(ByteBuffer in, int octets) {
    byte[] number = read(in).toByteArray();
    byte[] padded = new byte[octets];
    int length = Math.min(number.length, octets);
    System.arraycopy(number, number.length - length, padded, octets - length, length);
    return padded;
  }

  static void write(BigInteger number, ByteArrayOutputStream out) {
    byte[] octets = number.toByteArray();
    int from = octets[0] == 0 ? 1 : 0;
    int bits = number.bitLength();
    out.write(bits >> 8);
    out.write(bits);
    out.write(octets, from, octets.length - from);
  }
}
