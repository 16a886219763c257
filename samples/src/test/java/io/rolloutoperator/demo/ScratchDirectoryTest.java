package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {

  @TempDir Path directory;

  @Test
  void oneThatWasMadeGoesWithEverythingInIt() throws IOException {
    Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "kept");
    ScratchDirectory scratch = ScratchDirectory.of(Optional.empty());
    Files.createDirectories(scratch.path().resolve("logs/of"));
    Files.writeString(scratch.path().resolve("logs/of/etcd.log"), "text");
    Files.createSymbolicLink(scratch.path().resolve("link"), directory);

    scratch.close();

    assertThat(scratch.path()).doesNotExist();
    assertThat(elsewhere).hasContent("kept");
  }

  @Test
  void oneThatSomebodyIsToLookIntoStays() throws IOException {
    ScratchDirectory scratch = ScratchDirectory.of(Optional.empty());

    scratch.leave();
    scratch.close();

    assertThat(scratch.path()).isDirectory();
    Files.delete(scratch.path());
  }

  @Test
  void oneThatWasNamedStays() throws IOException {
    ScratchDirectory scratch = ScratchDirectory.of(Optional.of(directory));

    scratch.close();

    assertThat(scratch.path()).isEqualTo(directory).isDirectory();
  }
}
