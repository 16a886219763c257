package io.rolloutoperator.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrerequisitesTest {
  @TempDir Path folder;

  @Test
  void withoutAnImageItSaysHowToMakeOneAndAsksNoDocker() {
    Path image = folder.resolve("image.tar");
    Prerequisites prerequisites =
        new Prerequisites(
            () -> {
              throw new AssertionError("asked");
            },
            image);
    assertThat(prerequisites.missing()).contains("no " + image + ": run scripts/image");
  }

  @Test
  void withoutDockerItSaysSo() throws IOException {
    Path image = Files.writeString(folder.resolve("image.tar"), "");
    assertThat(new Prerequisites(() -> false, image).missing())
        .contains("no Docker answers: start it, or set DOCKER_HOST");
  }

  @Test
  void withBothNothingIsMissing() throws IOException {
    Path image = Files.writeString(folder.resolve("image.tar"), "");
    assertThat(new Prerequisites(() -> true, image).missing()).isEmpty();
  }
}
