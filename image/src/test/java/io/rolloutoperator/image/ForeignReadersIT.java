package io.rolloutoperator.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ToolScript;
import io.rolloutoperator.testkit.image.UnpackedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive is read by programs that know nothing of this project, each digest checked. */
class ForeignReadersIT {
  private static final String NAME = "rollout-operator:0.1.0";

  @TempDir static Path folder;
  private static Path archive;
  private static String digest;
  private static String configuration;

  @BeforeAll
  static void unpack() throws IOException {
    archive = ImageUnderTest.archive();
    UnpackedImage image = UnpackedImage.of(archive, folder.resolve("ours"));
    digest =
        Json.parse(Files.readAllBytes(image.archive().resolve("index.json")))
            .at("/manifests/0/digest")
            .asText();
    configuration = image.manifest().path("Config").asText().replaceFirst(".*/", "sha256:");
  }

  /** As {@code ctr images import} and {@code k3s ctr images import} do, and K3s at its start. */
  @Test
  void containerdImportsItUnderItsFullNameAndUnpacksEveryLayer() throws Exception {
    Path store = Files.createDirectory(folder.resolve("containerd"));
    try (Containerd containerd = Containerd.start(store)) {
      assertThat(containerd.ctr("images", "import", archive.toString())).contains("done");

      assertThat(containerd.ctr("images", "list"))
          .contains("docker.io/library/" + NAME)
          .contains(digest);
      assertThat(containerd.ctr("images", "check"))
          .as("content and unpacked layers")
          .containsPattern("complete \\((\\d+)/\\1\\).* true");
    }
  }

  /** Docker's own format in it, by the name that {@code docker load} gives the image. */
  @Test
  void asDockersArchiveItHoldsTheImageUnderItsNameAndNoOther() throws Exception {
    Path copy = copy("docker-archive:" + archive + ":" + NAME, "docker");

    assertThat(manifest(copy).at("/config/digest").asText()).isEqualTo(configuration);
    assertThatThrownBy(() -> copy("docker-archive:" + archive + ":rollout-operator:2", "none"))
        .hasMessageContaining("rollout-operator:2");
  }

  @Test
  void asALayoutOfTheOciItHoldsTheSameImage() throws Exception {
    Path copy = copy("oci-archive:" + archive, "oci");

    assertThat(manifest(copy).at("/config/digest").asText()).isEqualTo(configuration);
    assertThat(skopeo("manifest-digest", copy.resolve("manifest.json").toString()).strip())
        .isEqualTo(digest);
  }

  private static Path copy(String from, String name) throws IOException, InterruptedException {
    Path copy = folder.resolve(name);
    var _ = skopeo("--insecure-policy", "copy", from, "dir:" + copy);
    return copy;
  }

  private static JsonNode manifest(Path copy) throws IOException {
    return Json.parse(Files.readAllBytes(copy.resolve("manifest.json")));
  }

  private static String skopeo(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(new ToolScript("skopeo/fetch.sh").program().toString()));
    command.addAll(List.of(arguments));
    return Command.run(command);
  }
}
