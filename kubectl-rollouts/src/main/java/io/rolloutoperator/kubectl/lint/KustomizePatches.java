package io.rolloutoperator.kubectl.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.view.At;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that a kustomization takes as patches. They look like objects and are parts of them, so
 * that nothing can be said about them alone.
 */
final class KustomizePatches {

  private static final List<String> LISTS = List.of("patches", "patchesJson6902");

  private KustomizePatches() {}

  /** Names of the patches, as far as they are written like those of the given files. */
  static Set<String> among(Collection<SourceFile> files) {
    Set<String> patches = new HashSet<>();
    for (SourceFile file : files) {
      for (SourceObject object : file.objects()) {
        if (object.group().equals("kustomize.config.k8s.io")) {
          paths(object.tree()).forEach(path -> patches.add(resolved(file.name(), path)));
        }
      }
    }
    return patches;
  }

  private static Stream<String> paths(JsonNode kustomization) {
    Stream<String> byPath =
        LISTS.stream()
            .flatMap(list -> kustomization.path(list).valueStream())
            .map(patch -> At.text(patch, "path"));
    Stream<String> merged =
        kustomization.path("patchesStrategicMerge").valueStream().map(JsonNode::asText);
    return Stream.concat(byPath, merged).filter(path -> !path.isEmpty() && !path.contains("\n"));
  }

  /** The path beside a file, without {@code .} and {@code ..} in its middle. */
  private static String resolved(String file, String path) {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + path).split("/", -1)) {
      boolean up = part.equals("..") && !parts.isEmpty() && !parts.peekLast().equals("..");
      if (up) {
        parts.removeLast();
      } else if (!part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
