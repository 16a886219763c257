package io.rolloutoperator.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher for Windows as a file: it starts what the other launcher starts. */
class WindowsLauncherTest {

  private static final Path BIN = Path.of("../bin");

  private static String line(String file, String beginning) throws IOException {
    try (Stream<String> lines = Files.lines(BIN.resolve(file))) {
      return lines.filter(line -> line.startsWith(beginning)).findFirst().orElseThrow();
    }
  }

  private static List<String> flags(String line) {
    return Stream.of(line.replace('"', ' ').split(" ", -1))
        .filter(word -> word.startsWith("-X"))
        .toList();
  }

  @Test
  void bothLaunchersStartTheSameWithTheSameFlags() throws IOException {
    String started = line("kubectl-rollouts.cmd", "\"%java%\"");
    assertThat(flags(started)).isNotEmpty().isEqualTo(flags(line("kubectl-rollouts", "flags=")));
    assertThat(started).contains(" " + Main.class.getName() + " %*");
    assertThat(line("kubectl-rollouts", "main=")).isEqualTo("main=" + Main.class.getName());
  }

  /** The interpreter of old systems jumps to wrong places in files without. */
  @Test
  void linesEndAsWindowsEndsThem() throws IOException {
    String text = Files.readString(BIN.resolve("kubectl-rollouts.cmd"));
    assertThat(text.lines().count()).isEqualTo(text.split("\r\n", -1).length - 1L);
  }
}
