package io.rolloutoperator.gitsync.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads what a process prints, all of it, and keeps no more than a limit. */
final class ProcessOutput implements Runnable {

  private static final int CHUNK = 8_192;

  private final InputStream stream;
  private final int limit;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private volatile boolean overfull;
  private volatile boolean ended;

  ProcessOutput(InputStream stream, int limit) {
    this.stream = stream;
    this.limit = limit;
  }

  /** Until the end, or until the stream breaks. */
  @Override
  public void run() {
    byte[] chunk = new byte[CHUNK];
    try {
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        int room = Math.min(read, limit - kept.size());
        kept.write(chunk, 0, room);
        if (room < read) {
          overfull = true;
        }
      }
      ended = true;
    } catch (IOException e) {
      // What is kept is not all, and nobody takes it for that.
    }
  }

  /** Whether there was more than is kept; to be asked at any time. */
  boolean isOverfull() {
    return overfull;
  }

  /** Whether what is kept is all there was, once it has run. */
  boolean isWhole() {
    return ended && !overfull;
  }

  /** What is kept, once it has run. */
  byte[] bytes() {
    return kept.toByteArray();
  }

  /** The same as text. */
  String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}
