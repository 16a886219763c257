package io.rolloutoperator.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class StoppedClockTest {
  private static final int HEADER = 512;
  private static final int HEAP = 4_096;
  private static final int HEAP_SIZE = 64;

  @Test
  void timesBecomeZeroAndChecksumsFitAgain() throws IOException {
    Dump one = dump(71_000_123L, 5);
    Dump other = dump(71_004_567L, 5);

    byte[] stopped = StoppedClock.in(one, other);

    assertThat(stopped).isEqualTo(cache(0, 5));
    assertThat(StoppedClock.in(dump(80_000_000L, 5), dump(80_000_900L, 5))).isEqualTo(stopped);
  }

  @Test
  void cachesThatDifferInNothingStayAsTheyAre() throws IOException {
    assertThat(StoppedClock.in(Dump.of(cache(7, 5), 10, 20), Dump.of(cache(7, 5), 30, 40)))
        .isEqualTo(cache(7, 5));
  }

  @Test
  void whatIsNoTimeMustBeTheSame() {
    assertThatThrownBy(() -> StoppedClock.in(dump(1_000, 5), dump(2_000, 6)))
        .isInstanceOf(DisagreeingDumpsException.class)
        .hasMessage("two caches of the same classes differ at byte 8191");
    assertThatThrownBy(
            () ->
                StoppedClock.in(
                    Dump.of(cache(3, 5), 1_000, 2_000), Dump.of(cache(4, 5), 2_000, 3_000)))
        .as("a counter")
        .hasMessage("two caches of the same classes differ at byte 4104");
    assertThatThrownBy(
            () ->
                StoppedClock.in(
                    Dump.of(cache(1_500, 5), 1_000, 2_000), Dump.of(cache(3_001, 5), 2_000, 3_000)))
        .as("a time after its own dump")
        .hasMessage("two caches of the same classes differ at byte 4104");
    assertThatThrownBy(() -> StoppedClock.in(dump(1, 5), Dump.of(new byte[3], 1, 2)))
        .isInstanceOf(DisagreeingDumpsException.class)
        .hasMessage("two caches of the same classes have 8192 and 3 bytes");
  }

  @Test
  void anotherFormatIsRefused() {
    byte[] without = cache(1, 5);
    without[4]++;
    Dump shifted = Dump.of(without, 1, 2);
    Dump empty = Dump.of(new byte[8_192], 1, 2);

    assertThatThrownBy(() -> StoppedClock.in(shifted, shifted))
        .isNotInstanceOf(DisagreeingDumpsException.class)
        .hasMessageStartingWith("no cache of JDK 25: byte 4 is not the checksum ");
    assertThatThrownBy(() -> StoppedClock.in(empty, empty))
        .isNotInstanceOf(DisagreeingDumpsException.class)
        .hasMessage("no cache of JDK 25: -16 bytes from 16 on");
  }

  /** Made within a second around the time that is in it. */
  private static Dump dump(long time, int last) {
    return Dump.of(cache(time, last), time - 500, time + 500);
  }

  /** A header, a heap with one time in its second word, and a last byte. */
  private static byte[] cache(long time, int last) {
    ByteBuffer bytes = ByteBuffer.allocate(8_192).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(12, HEADER);
    bytes.putLong(312 + 24, HEAP);
    bytes.putLong(312 + 40, HEAP_SIZE);
    bytes.putLong(HEAP + 8, time);
    bytes.put(8_191, (byte) last);
    bytes.putInt(312, checksum(bytes.slice(HEAP, HEAP_SIZE)));
    bytes.putInt(4, checksum(bytes.slice(16, HEADER - 16)));
    return bytes.array();
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }
}
