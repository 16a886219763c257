package io.rolloutoperator.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.image.UnpackedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image is made a second time, in another folder, time zone and language, with another umask.
 * What differs stays there, to be looked at.
 */
class ReproducibleBuildIT {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TARGET = Path.of("target/a folder of another name").toAbsolutePath();
  private static final String WITH_ANOTHER_UMASK = "umask 077; exec \"$@\"";

  @TempDir Path folder;

  @Test
  void aSecondBuildGivesTheSameBytes() throws IOException, InterruptedException {
    Path first = ImageUnderTest.archive();
    UnpackedImage image = UnpackedImage.of(first, folder.resolve("first"));
    var labels = image.config().at("/config/Labels");
    Folders.delete(TARGET);
    Files.createDirectories(TARGET);

    Command.run(
        List.of(
            "env",
            "JAVA_HOME=" + System.getProperty("java.home"),
            "TZ=Pacific/Kiritimati",
            "JDK_JAVA_OPTIONS=-Duser.language=tr -Duser.country=TR",
            "sh",
            "-c",
            WITH_ANOTHER_UMASK,
            "build",
            PROJECT.resolve("image/build.sh").toString(),
            classPath(),
            TARGET.toString(),
            image.manifest().at("/RepoTags/0").asText(),
            labels.path("org.opencontainers.image.version").asText(),
            labels.path("org.opencontainers.image.revision").asText(),
            labels.path("org.opencontainers.image.created").asText()));

    Path second = TARGET.resolve(Build.ARCHIVE);
    UnpackedImage again = UnpackedImage.of(second, folder.resolve("again"));
    // Layer by layer first, so that a failure says which one it is.
    assertThat(layers(again))
        .as(() -> "%s: %s".formatted(second, CacheDifference.of(cache(image), cache(again))))
        .isEqualTo(layers(image));
    assertThat(second).hasSameBinaryContentAs(first);
    Folders.delete(TARGET);
  }

  private static Path cache(UnpackedImage image) {
    return image.root().resolve("." + ApplicationFiles.CACHE);
  }

  private static List<String> layers(UnpackedImage image) throws IOException {
    return Json.elements(image.manifest().path("Layers")).map(JsonNode::asText).toList();
  }

  /** Failsafe starts the tests with a jar of only a manifest and tells the classes by property. */
  private static String classPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }
}
