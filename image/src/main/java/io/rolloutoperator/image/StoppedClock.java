package io.rolloutoperator.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Takes the time out of a cache of classes. With {@code -XX:+AOTClassLinking} the JVM keeps soft
 * references, of which each has the millisecond of the last collection before it was made, on the
 * machine's monotonic clock. Two caches of the same classes differ there and nowhere else, so two
 * are made, and where they differ the time is set to zero: never used since the machine started.
 *
 * <p>A word is a time if it lies within what the clock showed while its cache was made. Anything
 * else that differs, and be it a counter that another thread was quicker to raise, makes two caches
 * that do not agree.
 *
 * <p>The places of the checksums are those of JDK 25's {@code cds.h}. They are found by their
 * values, so that a JDK that has them elsewhere fails the build.
 */
final class StoppedClock {
  private static final int HEADER_CHECKSUM = 4;
  private static final int HEADER_SIZE = 12;

  /** The first byte that the header's checksum is about. */
  private static final int CHECKED_HEADER = 16;

  private static final int REGIONS = 24;
  private static final int REGION_SIZE = 96;

  /** Regions: what is written, what is read, a bitmap, and the heap. */
  private static final int HEAP = REGIONS + 3 * REGION_SIZE;

  private static final int REGION_OFFSET = 24;
  private static final int REGION_USED = 40;

  private final Dump earlier;
  private final Dump later;
  private final ByteBuffer cache;
  private final ByteBuffer other;

  private StoppedClock(Dump earlier, Dump later) {
    this.earlier = earlier;
    this.later = later;
    this.cache = earlier.copy();
    this.other = later.copy();
  }

  /**
   * Returns the cache without times.
   *
   * @throws DisagreeingDumpsException if the two differ in something else
   * @throws IOException if they are of another JDK
   */
  static byte[] in(Dump earlier, Dump later) throws IOException {
    return new StoppedClock(earlier, later).stopped();
  }

  private byte[] stopped() throws IOException {
    if (cache.capacity() != other.capacity()) {
      throw new DisagreeingDumpsException(
          "two caches of the same classes have %d and %d bytes"
              .formatted(cache.capacity(), other.capacity()));
    }
    expect(HEADER_CHECKSUM, headerChecksum());
    expect(HEAP, heapChecksum());
    clear(heap(), heap() + used());
    cache.putInt(HEAP, heapChecksum());
    cache.putInt(HEADER_CHECKSUM, headerChecksum());
    other.putInt(HEAP, cache.getInt(HEAP));
    other.putInt(HEADER_CHECKSUM, cache.getInt(HEADER_CHECKSUM));
    int difference = cache.mismatch(other);
    if (difference >= 0) {
      throw new DisagreeingDumpsException(
          "two caches of the same classes differ at byte " + difference);
    }
    byte[] stopped = new byte[cache.capacity()];
    cache.get(0, stopped);
    return stopped;
  }

  private void clear(int from, int to) {
    for (int at = from; at + Long.BYTES <= to; at += Long.BYTES) {
      if (earlier.isTime(cache.getLong(at)) && later.isTime(other.getLong(at))) {
        cache.putLong(at, 0);
        other.putLong(at, 0);
      }
    }
  }

  private void expect(int place, int checksum) throws IOException {
    if (cache.getInt(place) != checksum) {
      throw new IOException(
          "no cache of JDK 25: byte %d is not the checksum %08x".formatted(place, checksum));
    }
  }

  private int heap() {
    return Math.toIntExact(cache.getLong(HEAP + REGION_OFFSET));
  }

  private int used() {
    return Math.toIntExact(cache.getLong(HEAP + REGION_USED));
  }

  private int heapChecksum() throws IOException {
    return checksum(heap(), used());
  }

  private int headerChecksum() throws IOException {
    return checksum(CHECKED_HEADER, cache.getInt(HEADER_SIZE) - CHECKED_HEADER);
  }

  private int checksum(int from, int length) throws IOException {
    if (from < 0 || length < 0 || length > cache.capacity() - from) {
      throw new IOException("no cache of JDK 25: %d bytes from %d on".formatted(length, from));
    }
    CRC32 checksum = new CRC32();
    checksum.update(cache.slice(from, length));
    return (int) checksum.getValue();
  }
}
