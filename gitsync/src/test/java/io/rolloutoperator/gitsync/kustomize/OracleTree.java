package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.source.MemoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * A repository that both renderers render.
 *
 * @param files path to text
 * @param folder that is rendered
 */
record OracleTree(String name, Map<String, String> files, String folder) {

  private static final String BINARY = ".base64";

  /** Whether its whole golden output is kept, not only a digest. */
  boolean shown() {
    return name.startsWith("field ") || name.startsWith("tree ");
  }

  MemoryTree commit() {
    MemoryTree tree = MemoryTree.of();
    for (Map.Entry<String, String> file : files.entrySet()) {
      tree = tree.with(path(file), bytes(file));
    }
    return tree;
  }

  void write(Path root) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(path(file));
      Files.createDirectories(path.getParent());
      Files.write(path, bytes(file));
    }
  }

  /** A file that is no text has its bytes in Base64 and says so at the end of its name. */
  private static byte[] bytes(Map.Entry<String, String> file) {
    return file.getKey().endsWith(BINARY)
        ? Base64.getMimeDecoder().decode(file.getValue())
        : file.getValue().getBytes(StandardCharsets.UTF_8);
  }

  private static String path(Map.Entry<String, String> file) {
    return file.getKey().endsWith(BINARY)
        ? file.getKey().substring(0, file.getKey().length() - BINARY.length())
        : file.getKey();
  }
}
