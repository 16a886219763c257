package io.rolloutoperator.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a world of this machine has its files and logs. One that was made for this run goes with
 * it, unless somebody is to look into it; one that was named stays.
 */
final class ScratchDirectory implements AutoCloseable {

  private final Path path;
  private volatile boolean stays;

  private ScratchDirectory(Path path, boolean stays) {
    this.path = path;
    this.stays = stays;
  }

  /** Makes a new directory, or takes the one that was named. */
  static ScratchDirectory of(Optional<Path> named) throws IOException {
    return named.isPresent()
        ? new ScratchDirectory(named.get(), true)
        : new ScratchDirectory(Files.createTempDirectory("rollout-demo-"), false);
  }

  Path path() {
    return path;
  }

  /** Leaves it behind. */
  void leave() {
    stays = true;
  }

  @Override
  public void close() throws IOException {
    if (!stays) {
      Files.walkFileTree(path, new Removal());
    }
  }

  /** Follows no links. */
  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
