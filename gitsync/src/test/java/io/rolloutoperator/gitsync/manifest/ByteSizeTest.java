package io.rolloutoperator.gitsync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "17, 17",
    "10k, 10000",
    "10M, 10000000",
    "2G, 2000000000",
    "64Ki, 65536",
    "256Mi, 268435456",
    "4Gi, 4294967296",
    "999999999Gi, 1073741822926258176",
  })
  void aSizeIsReadAsKubernetesWritesIt(String text, long bytes) {
    assertThat(ByteSize.parse(text)).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Mi", "-1", "1.5Mi", "1 Mi", "1MiB", "1mi", "1m", "1e6", "1000000000", "٣Mi"})
  void whatIsNoSizeIsNotGuessed(String text) {
    assertThat(ByteSize.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "17, 17 bytes",
    "1000, 1 kB",
    "1500000, 1500 kB",
    "10000000, 10 MB",
    "2000000000000, 2000 GB",
    "1024, 1 KiB",
    "1572864, 1536 KiB",
    "268435456, 256 MiB",
    "4294967296, 4 GiB",
    "1024000, 1000 KiB",
  })
  void aSizeIsToldInTheLargestUnitThatFits(long bytes, String text) {
    assertThat(ByteSize.text(bytes)).isEqualTo(text);
  }
}
