package io.rolloutoperator.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A cache of classes as the JVM wrote it.
 *
 * @param cache its bytes
 * @param begin a moment before the JVM was started, in milliseconds of the machine's monotonic
 *     clock
 * @param end a moment after it ended
 */
record Dump(ByteBuffer cache, long begin, long end) {

  static Dump of(byte[] cache, long begin, long end) {
    return new Dump(ByteBuffer.wrap(cache), begin, end);
  }

  /** Returns the bytes to change, and to read as the processors do that we have an image for. */
  ByteBuffer copy() {
    return ByteBuffer.allocate(cache.capacity())
        .put(0, cache, 0, cache.capacity())
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether the clock showed this at some moment of the JVM's life. */
  boolean isTime(long milliseconds) {
    return milliseconds >= begin && milliseconds <= end;
  }
}
