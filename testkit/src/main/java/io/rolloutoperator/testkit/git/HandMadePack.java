package io.rolloutoperator.testkit.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The answer to a fetch of protocol version 2 around any bytes.
 *
 * @param channel 1 for a pack, 2 for what people are to read
 */
record HandMadePack(InputStream pack, int channel) {

  private static final int PIECE = 32 * 1024;

  void writeTo(OutputStream out) throws IOException {
    line(out, "packfile\n".getBytes(StandardCharsets.US_ASCII), 0, "packfile\n".length());
    byte[] piece = new byte[PIECE + 1];
    piece[0] = (byte) channel;
    for (int count = pack.read(piece, 1, PIECE); count >= 0; count = pack.read(piece, 1, PIECE)) {
      line(out, piece, 0, count + 1);
    }
    out.write("0000".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void line(OutputStream out, byte[] content, int offset, int length)
      throws IOException {
    out.write(String.format("%04x", length + 4).getBytes(StandardCharsets.US_ASCII));
    out.write(content, offset, length);
  }
}
