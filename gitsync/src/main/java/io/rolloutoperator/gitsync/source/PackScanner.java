package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.manifest.ByteSize;
import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.gitsync.source.remote.SourceException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;

/**
 * A pack on its way to the parser, which unpacks deltas only when all has arrived, and in memory.
 * So what the objects would unpack to is added up before: a few bytes can claim to be gigabytes.
 *
 * <pre>
 * HEADER -> SIZE -> [OFFSET | BASE] -> DATA -> SIZE -> .. -> END
 * </pre>
 */
final class PackScanner extends FilterInputStream {

  private static final int HEADER_BYTES = 12;
  private static final int COUNT_OFFSET = 8;
  private static final int BUFFER = 8192;
  private static final int DELTA_START = 32;
  private static final int MAX_SHIFT = 56;

  /** Commits, trees and both sides of a delta are held in memory whole. */
  private static final long MAX_IN_MEMORY = 64L * 1024 * 1024;

  /** A tree's entries, and as much again for their history. */
  private static final long OBJECTS_PER_ENTRY = 5;

  /** So many may be there where few entries are allowed: the entries are counted, and told. */
  private static final long OBJECTS_ALWAYS = 1_000_000;

  private enum Expecting {
    HEADER,
    SIZE,
    OFFSET,
    BASE,
    DATA,
    END
  }

  private final GitLimits limits;
  private final LongConsumer passed;
  private final Inflater inflater = new Inflater();
  private final byte[] scratch = new byte[BUFFER];
  private final byte[] deltaStart = new byte[DELTA_START];

  private Expecting expecting = Expecting.HEADER;
  private int seen;
  private long objects;
  private int type;
  private long size;
  private int shift;
  private int deltaBytes;
  private long unpacked;

  /**
   * Watches one pack.
   *
   * @param passed is told how many bytes have passed
   */
  PackScanner(InputStream in, GitLimits limits, LongConsumer passed) {
    super(in);
    this.limits = limits;
    this.passed = passed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    passed.accept(Math.max(count, 0));
    int at = offset;
    while (at < offset + count && expecting != Expecting.END) {
      at = scan(buffer, at, offset + count);
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private int scan(byte[] buffer, int at, int end) throws IOException {
    if (expecting == Expecting.DATA) {
      return inflate(buffer, at, end);
    }
    int value = buffer[at] & 0xff;
    switch (expecting) {
      case HEADER -> header(value);
      case SIZE -> size(value);
      case OFFSET -> {
        if ((value & 0x80) == 0) {
          beginData();
        }
      }
      case BASE -> {
        if (++seen == Constants.OBJECT_ID_LENGTH) {
          beginData();
        }
      }
      case DATA, END -> throw new IllegalStateException();
    }
    return at + 1;
  }

  private void header(int value) throws SourceException {
    if (seen >= COUNT_OFFSET) {
      objects = (objects << 8) | value;
    }
    if (++seen == HEADER_BYTES) {
      if (objects > Math.max(OBJECTS_ALWAYS, OBJECTS_PER_ENTRY * limits.treeEntries())) {
        throw limits.tooLarge(limits.packBytes());
      }
      beginObject();
    }
  }

  private void beginObject() {
    expecting = objects == 0 ? Expecting.END : Expecting.SIZE;
    shift = 0;
    seen = 0;
  }

  private void size(int value) throws IOException {
    if (shift == 0) {
      type = (value >> 4) & 7;
      size = value & 15;
      shift = 4;
    } else if (shift > MAX_SHIFT) {
      throw new CorruptObjectException("size of an object in a pack");
    } else {
      size |= (long) (value & 0x7f) << shift;
      shift += 7;
    }
    if ((value & 0x80) != 0) {
      return;
    }
    seen = 0;
    switch (type) {
      case Constants.OBJ_OFS_DELTA -> expecting = Expecting.OFFSET;
      case Constants.OBJ_REF_DELTA -> expecting = Expecting.BASE;
      default -> {
        unpacks(size, type != Constants.OBJ_BLOB);
        beginData();
      }
    }
  }

  private void beginData() {
    expecting = Expecting.DATA;
    deltaBytes = 0;
    inflater.reset();
  }

  private void unpacks(long bytes, boolean inMemory) throws SourceException {
    unpacked += bytes;
    if (bytes < 0 || unpacked < 0 || unpacked > limits.packBytes()) {
      throw limits.tooLarge(limits.packBytes());
    }
    if (inMemory && bytes > MAX_IN_MEMORY) {
      throw SourceException.refused(
          "repository has a file larger than " + ByteSize.text(MAX_IN_MEMORY));
    }
  }

  private int inflate(byte[] buffer, int at, int end) throws IOException {
    inflater.setInput(buffer, at, end - at);
    try {
      while (!inflater.finished() && !inflater.needsInput()) {
        int count = inflater.inflate(scratch);
        keepDeltaStart(count);
        if (count == 0 && inflater.needsDictionary()) {
          throw new CorruptObjectException("dictionary in a pack");
        }
      }
    } catch (DataFormatException e) {
      throw new CorruptObjectException("data in a pack");
    }
    int next = end - inflater.getRemaining();
    if (inflater.finished()) {
      endData();
    }
    return next;
  }

  private void keepDeltaStart(int count) {
    int room = Math.min(count, DELTA_START - deltaBytes);
    System.arraycopy(scratch, 0, deltaStart, deltaBytes, room);
    deltaBytes += room;
  }

  /** A delta begins with the sizes of what it starts from and of what it makes. */
  private void endData() throws IOException {
    if (type == Constants.OBJ_OFS_DELTA || type == Constants.OBJ_REF_DELTA) {
      int[] position = {0};
      long base = deltaSize(position);
      long result = deltaSize(position);
      unpacks(result, true);
      if (base > MAX_IN_MEMORY) {
        unpacks(base, true);
      }
    }
    objects--;
    beginObject();
  }

  private long deltaSize(int[] position) throws CorruptObjectException {
    long value = 0;
    int bits = 0;
    int next;
    do {
      if (position[0] >= deltaBytes || bits > MAX_SHIFT) {
        throw new CorruptObjectException("delta in a pack");
      }
      next = deltaStart[position[0]++] & 0xff;
      value |= (long) (next & 0x7f) << bits;
      bits += 7;
    } while ((next & 0x80) != 0);
    return value;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    super.close();
  }
}
