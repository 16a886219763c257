package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {

  @Test
  void everyOptionIsRead() {
    DemoOptions options =
        DemoOptions.of("--terminal", "--keep", "--record", "out.svg", "--directory", "/d");

    assertThat(options.terminal()).isTrue();
    assertThat(options.keep()).isTrue();
    assertThat(options.picture()).contains(Path.of("out.svg"));
    assertThat(options.directory()).isEqualTo(Path.of("/d"));
  }

  @Test
  void plainWins() {
    assertThat(DemoOptions.of("--terminal", "--plain").terminal()).isFalse();
  }

  @Test
  void wrongUseIsToldInOneLine() {
    assertThatThrownBy(() -> DemoOptions.of("--fast"))
        .hasMessage("unknown option --fast; " + DemoOptions.USAGE);
    assertThatThrownBy(() -> DemoOptions.of("--record"))
        .hasMessage("--record needs a value; " + DemoOptions.USAGE);
  }
}
