package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Volumes as folders: ConfigMap, Secret, Downward API, projected ones of these, and emptyDir for
 * all other kinds.
 */
final class PodVolumes {
  private final Path directory;
  private final PodSources sources;
  private final String address;

  PodVolumes(Path directory, PodSources sources, String address) {
    this.directory = directory;
    this.sources = sources;
    this.address = address;
  }

  /**
   * Writes all volumes, or brings the files up to date with the pod's labels and annotations.
   *
   * @throws IOException naming the ConfigMap, Secret or key that is missing
   */
  void write(JsonNode pod) throws IOException {
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      Path folder = volume(volume.path("name").asText());
      Files.createDirectories(folder);
      Map<String, byte[]> files = new LinkedHashMap<>();
      collect(pod, volume, files);
      for (JsonNode source : volume.path("projected").path("sources")) {
        collect(pod, source, files);
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        replace(folder.resolve(file.getKey()), file.getValue());
      }
    }
  }

  /** Links each mount path of a container, below its root, to the volume. */
  void mount(JsonNode container, Path root) throws IOException {
    Files.createDirectories(root);
    for (JsonNode mount : container.path("volumeMounts")) {
      Path target = volume(mount.path("name").asText());
      if (mount.has("subPath")) {
        target = target.resolve(mount.path("subPath").asText());
      }
      Path link = root.resolve(mount.path("mountPath").asText().replaceFirst("^/+", ""));
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, target);
    }
  }

  private Path volume(String name) {
    return directory.resolve("volumes").resolve(name);
  }

  private void collect(JsonNode pod, JsonNode source, Map<String, byte[]> files)
      throws IOException {
    if (source.has("configMap")) {
      JsonNode reference = source.path("configMap");
      String name = reference.path("name").asText();
      select(reference, "configmap \"" + name + "\"", sources.configMap(name), files);
    }
    if (source.has("secret")) {
      JsonNode reference = source.path("secret");
      String name = reference.path("secretName").asText(reference.path("name").asText());
      select(reference, "secret \"" + name + "\"", sources.secret(name), files);
    }
    for (JsonNode item : source.path("downwardAPI").path("items")) {
      String field = item.path("fieldRef").path("fieldPath").asText();
      String value = FieldPaths.resolve(pod, address, field);
      files.put(item.path("path").asText(), value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void select(
      JsonNode reference,
      String what,
      Optional<Map<String, byte[]>> found,
      Map<String, byte[]> files)
      throws IOException {
    if (found.isEmpty()) {
      if (reference.path("optional").asBoolean()) {
        return;
      }
      throw new IOException(what + " not found");
    }
    Map<String, byte[]> entries = found.get();
    if (reference.path("items").isEmpty()) {
      files.putAll(entries);
      return;
    }
    for (JsonNode item : Json.elements(reference.path("items")).toList()) {
      byte[] value = entries.get(item.path("key").asText());
      if (value == null) {
        throw new IOException(what + " references non-existent key: " + item.path("key").asText());
      }
      files.put(item.path("path").asText(), value);
    }
  }

  /** A reader sees the old or the new content, never half of one. */
  private static void replace(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling("." + file.getFileName() + ".next");
    Files.write(next, content);
    Files.move(
        next,
        file,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns whether a pod has a volume that shows its labels or annotations. */
  static boolean showLabels(JsonNode pod) {
    Stream<JsonNode> volumes = Json.elements(pod.path("spec").path("volumes"));
    return volumes.anyMatch(
        volume ->
            volume.has("downwardAPI")
                || Json.elements(volume.path("projected").path("sources"))
                    .anyMatch(source -> source.has("downwardAPI")));
  }
}
