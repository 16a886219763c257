package io.rolloutoperator.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * One file that all take: an OCI image layout, which containerd and registries' tools read, with
 * the {@code manifest.json} that {@code docker load} looks for. Newer Dockers save images like
 * this.
 */
final class ImageArchive {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path layout;
  private final ImageName name;
  private final Instant time;

  /**
   * Of a layout with one image.
   *
   * @param time of the files in the archive
   */
  ImageArchive(Path layout, ImageName name, Instant time) {
    this.layout = layout;
    this.name = name;
    this.time = time;
  }

  /** Writes it and returns the image's digest. */
  String write(Path archive) throws IOException, InterruptedException {
    JsonNode found = JSON.readTree(layout.resolve("index.json").toFile()).at("/manifests/0");
    JsonNode manifest = JSON.readTree(layout.resolve(blob(found)).toFile());
    JsonNode config = JSON.readTree(layout.resolve(blob(manifest.path("config"))).toFile());
    write("oci-layout", JSON.createObjectNode().put("imageLayoutVersion", "1.0.0"));
    write("index.json", index(found, config));
    write("manifest.json", dockers(manifest));
    Command.run(
        List.of(
            "tar",
            "--sort=name",
            "--format=ustar",
            "--owner=0",
            "--group=0",
            "--numeric-owner",
            "--mode=u=rwX,go=rX",
            "--mtime=" + time,
            "-cf",
            archive.toString(),
            "-C",
            layout.toString(),
            "blobs",
            "index.json",
            "manifest.json",
            "oci-layout"));
    return found.path("digest").asText();
  }

  /** containerd takes the full name, others the tag. */
  private ObjectNode index(JsonNode found, JsonNode config) {
    ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
    ObjectNode image = index.putArray("manifests").addObject();
    image.put("mediaType", found.path("mediaType").asText());
    image.put("digest", found.path("digest").asText());
    image.put("size", found.path("size").asLong());
    image
        .putObject("platform")
        .put("architecture", config.path("architecture").asText())
        .put("os", config.path("os").asText());
    image
        .putObject("annotations")
        .put("io.containerd.image.name", name.full())
        .put("org.opencontainers.image.ref.name", name.tag());
    return index;
  }

  private ArrayNode dockers(JsonNode manifest) {
    ArrayNode images = JSON.createArrayNode();
    ObjectNode image = images.addObject().put("Config", blob(manifest.path("config")));
    image.putArray("RepoTags").add(name.familiar());
    ArrayNode layers = image.putArray("Layers");
    manifest.path("layers").forEach(layer -> layers.add(blob(layer)));
    return images;
  }

  private static String blob(JsonNode descriptor) {
    return "blobs/" + descriptor.path("digest").asText().replace(':', '/');
  }

  private void write(String file, JsonNode content) throws IOException {
    Files.write(layout.resolve(file), JSON.writeValueAsBytes(content));
  }
}
