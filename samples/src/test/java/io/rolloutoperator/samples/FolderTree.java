package io.rolloutoperator.samples;

import io.rolloutoperator.gitsync.source.CommitTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of this machine as if it were committed.
 *
 * @param root where the repository begins
 */
record FolderTree(Path root) implements CommitTree {

  @Override
  public Optional<Entry> entry(String path) {
    Path file = root.resolve(path);
    return Files.exists(file) ? Optional.of(entry(file, path)) : Optional.empty();
  }

  @Override
  public List<Entry> children(String folder) {
    Path directory = root.resolve(folder);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().map(file -> entry(file, root.relativize(file).toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] read(String path, int limit) {
    try {
      return Files.readAllBytes(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody compares two of these trees, so the path serves as what tells contents apart. */
  private static Entry entry(Path file, String path) {
    String id = HexFormat.of().toHexDigits(path.hashCode()).repeat(5);
    return new Entry(path, Files.isDirectory(file) ? Type.FOLDER : Type.FILE, id);
  }
}
