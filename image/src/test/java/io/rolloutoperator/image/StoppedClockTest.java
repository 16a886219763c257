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
    byte[] one = cache(71_000_123L, 5);
    byte[] other = cache(71_004_567L, 5);

    byte[] stopped = StoppedClock.in(one, other);

    assertThat(stopped).isEqualTo(cache(0, 5));
    assertThat(StoppedClock.in(cache(80_000_000L, 5), cache(80_000_900L, 5))).isEqualTo(stopped);
  }

  @Test
  void cachesThatDifferInNothingStayAsTheyAre() throws IOException {
    assertThat(StoppedClock.in(cache(7, 5), cache(7, 5))).isEqualTo(cache(7, 5));
  }

  @Test
  void whatIsNoTimeMustBeTheSame() {
    assertThatThrownBy(() -> StoppedClock.in(cache(1_000, 5), cache(2_000, 6)))
        .hasMessage("two caches of the same classes differ at byte 8191");
    assertThatThrownBy(() -> StoppedClock.in(cache(1_000, 5), cache(900, 5)))
        .as("a clock that goes back")
        .hasMessage("two caches of the same classes differ at byte 4104");
    assertThatThrownBy(() -> StoppedClock.in(cache(1_000, 5), cache(9_000_000, 5)))
        .as("two hours")
        .hasMessage("two caches of the same classes differ at byte 4104");
    assertThatThrownBy(() -> StoppedClock.in(cache(1, 5), new byte[3]))
        .hasMessage("two caches of the same classes have 8192 and 3 bytes");
  }

  @Test
  void anotherFormatIsRefused() {
    byte[] without = cache(1, 5);
    without[4]++;

    assertThatThrownBy(() -> StoppedClock.in(without, without))
        .hasMessageStartingWith("no cache of JDK 25: byte 4 is not the checksum ");
    assertThatThrownBy(() -> StoppedClock.in(new byte[8_192], new byte[8_192]))
        .hasMessage("no cache of JDK 25: -16 bytes from 16 on");
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
