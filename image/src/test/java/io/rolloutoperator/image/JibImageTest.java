package io.rolloutoperator.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JibImageTest {
  @ParameterizedTest
  @CsvSource({"amd64, amd64", "aarch64, arm64", "riscv64, riscv64", "s390x, s390x"})
  void aProcessorHasTheNameThatRegistriesKnow(String machine, String architecture) {
    assertThat(JibImage.platform(machine).getArchitecture()).isEqualTo(architecture);
    assertThat(JibImage.platform(machine).getOs()).isEqualTo("linux");
  }
}
