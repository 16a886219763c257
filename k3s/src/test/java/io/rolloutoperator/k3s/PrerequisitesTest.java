package io.rolloutoperator.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrerequisitesTest {
  @TempDir Path folder;

  @Test
  void withoutAnImageItSaysHowToMakeOneAndAsksNoDocker() {
    Path image = folder.resolve("image.tar");
    Prerequisites prerequisites =
        new Prerequisites(
            Optional.empty(),
            () -> {
              throw new AssertionError("asked");
            },
            image);
    assertThat(prerequisites.missing()).contains("no " + image + ": run scripts/image");
  }

  @Test
  void withoutDockerItSaysSo() throws IOException {
    Path image = Files.writeString(folder.resolve("image.tar"), "");
    assertThat(new Prerequisites(Optional.empty(), () -> false, image).missing())
        .contains("no Docker answers: start it, or set DOCKER_HOST");
  }

  @Test
  void withBothNothingIsMissing() throws IOException {
    Path image = Files.writeString(folder.resolve("image.tar"), "");
    assertThat(new Prerequisites(Optional.empty(), () -> true, image).missing()).isEmpty();
  }

  @Test
  void withAClusterOfOnesOwnNeitherIsNeededButItsKubeconfig() throws IOException {
    Path kubeconfig = folder.resolve("kubeconfig");
    Prerequisites prerequisites =
        new Prerequisites(Optional.of(kubeconfig), () -> false, folder.resolve("image.tar"));
    assertThat(prerequisites.missing())
        .contains("cannot read " + kubeconfig + ": see -Dk3s.kubeconfig");
    Files.writeString(kubeconfig, "");
    assertThat(prerequisites.missing()).isEmpty();
  }
}
