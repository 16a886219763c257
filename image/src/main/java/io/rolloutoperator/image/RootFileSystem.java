package io.rolloutoperator.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * The image's files before they are packed.
 *
 * @param folder what will be {@code /}
 * @param time of every file: the cache of loaded classes holds the times of the jars, so the files
 *     have them before it is made
 */
record RootFileSystem(Path folder, Instant time) {

  /** Returns a file by its path in the image. */
  Path at(String path) {
    return folder.resolve(path.substring(1));
  }

  /** Writes a text. */
  void write(String path, String text) throws IOException {
    Files.createDirectories(at(path).getParent());
    Files.writeString(at(path), text);
  }

  /** Copies a file, or what a link leads to: the image has no links. */
  void copy(Path from, String path) throws IOException {
    Files.createDirectories(at(path).getParent());
    Files.copy(from.toRealPath(), at(path), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Gives all files the same times and permissions, whoever builds. */
  void settle() throws IOException {
    for (Path path : Folders.all(folder).toList()) {
      if (Files.isSymbolicLink(path)) {
        Path target = path.toRealPath();
        Files.delete(path);
        Files.copy(target, path);
      }
    }
    for (Path path : Folders.all(folder).toList()) {
      boolean runs = Files.isDirectory(path) || Files.isExecutable(path);
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
      Files.setLastModifiedTime(path, FileTime.from(time));
    }
  }
}
