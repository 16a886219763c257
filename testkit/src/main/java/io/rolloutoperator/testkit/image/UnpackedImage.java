package io.rolloutoperator.testkit.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An image's archive and its layers, one over the other, in folders.
 *
 * @param archive the folder with what is in the archive
 * @param root the folder with the image's own files
 */
public record UnpackedImage(Path archive, Path root) {

  /**
   * Unpacks an archive as {@code docker load} reads it.
   *
   * @param tar the archive
   * @param folder an empty folder
   */
  public static UnpackedImage of(Path tar, Path folder) throws IOException {
    UnpackedImage image = new UnpackedImage(folder.resolve("archive"), folder.resolve("root"));
    unpack(tar, Files.createDirectories(image.archive()));
    Files.createDirectories(image.root());
    for (JsonNode layer : image.manifest().path("Layers")) {
      unpack(image.archive().resolve(layer.asText()), image.root());
    }
    return image;
  }

  /** The layers have times of creation in headers that GNU tar does not know. */
  private static void unpack(Path tar, Path folder) {
    var _ =
        ProgramRun.of(
                new ProcessBuilder(
                    "tar",
                    "--warning=no-unknown-keyword",
                    "-xpf",
                    tar.toString(),
                    "-C",
                    folder.toString()))
            .orThrow();
  }

  /** Returns the image's entry of {@code manifest.json}. */
  public JsonNode manifest() throws IOException {
    return Json.parse(Files.readAllBytes(archive.resolve("manifest.json"))).path(0);
  }

  /** Returns how the image says that it is to be run. */
  public JsonNode config() throws IOException {
    return Json.parse(Files.readAllBytes(archive.resolve(manifest().path("Config").asText())));
  }

  /** Returns a list of texts in the part {@code config}, such as {@code Entrypoint}. */
  public List<String> texts(String field) throws IOException {
    return Json.elements(config().path("config").path(field)).map(JsonNode::asText).toList();
  }
}
