package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.source.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A repository that both renderers render.
 *
 * @param files path to text
 * @param folder that is rendered
 */
record OracleTree(String name, Map<String, String> files, String folder) {

  MemoryTree commit() {
    return MemoryTree.of(files);
  }

  void write(Path root) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
