package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.BuildException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A folder for the files of one build, gone when it is closed. Its name has the process's id. */
record BuildFolder(Path root) implements AutoCloseable {

  private static final String PREFIX = "rollout-operator-kustomize-";

  /** A new one, empty. */
  static BuildFolder create() throws IOException {
    String prefix = PREFIX + ProcessHandle.current().pid() + "-";
    return new BuildFolder(Files.createTempDirectory(prefix).toRealPath());
  }

  /** With the files of a build. */
  static BuildFolder of(KustomizeBuild build) throws IOException {
    BuildFolder folder = create();
    try {
      for (Map.Entry<String, byte[]> file : build.files().entrySet()) {
        Path path = folder.within(file.getKey());
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.write(path, file.getValue());
      }
    } catch (IOException | BuildException e) {
      folder.close();
      throw e;
    }
    return folder;
  }

  private Path within(String file) {
    try {
      Path path = root.resolve(file).normalize();
      if (path.startsWith(root) && !path.equals(root)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw BuildException.in(file, "name not possible with the kustomize binary here; use ASCII");
    }
    throw BuildException.in(file, "escapes the repository");
  }

  /**
   * Deletes what killed processes of the same user left: their folders, once they run no more. In a
   * container that is started again the process has the id of the one before it; then the folder is
   * older than the process. What cannot be deleted stays.
   */
  static void sweep() {
    try (BuildFolder own = create();
        DirectoryStream<Path> others =
            Files.newDirectoryStream(
                Objects.requireNonNull(own.root().getParent()), PREFIX + "[0-9]*-*")) {
      for (Path other : others) {
        if (Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(other).equals(Files.getOwner(own.root()))
            && isLeft(other)) {
          new BuildFolder(other).close();
        }
      }
    } catch (IOException | RuntimeException e) {
      // Builds need no folders of others; where their own cannot be made, each of them says so.
    }
  }

  private static boolean isLeft(Path folder) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    long maker = maker(folder);
    if (maker != self.pid()) {
      return ProcessHandle.of(maker).isEmpty();
    }
    Instant made = Files.getLastModifiedTime(folder).toInstant();
    return self.info().startInstant().filter(made::isBefore).isPresent();
  }

  /** The process that made a folder. */
  private static long maker(Path folder) {
    String name = String.valueOf(folder.getFileName()).substring(PREFIX.length());
    return Long.parseLong(name.substring(0, name.indexOf('-')));
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(root)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }
}
