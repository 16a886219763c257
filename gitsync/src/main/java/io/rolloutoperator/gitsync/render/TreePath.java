package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Paths within a repository: never above its root (safety rule G4). */
public final class TreePath {

  private TreePath() {}

  /**
   * Goes from a folder along a relative path: from {@code a/b} along {@code ../c} to {@code a/c}.
   *
   * @param folder from the root, empty or {@code .} for the root itself
   * @return from the root, without {@code .} and {@code ..}; empty for the root
   * @throws BuildException if the path is absolute or leaves the repository on its way
   */
  public static String resolve(String folder, String path) {
    Deque<String> segments = new ArrayDeque<>();
    walk(segments, folder, path);
    if (path.startsWith("/")) {
      throw escapes(path);
    }
    walk(segments, path, path);
    return String.join("/", segments);
  }

  private static void walk(Deque<String> segments, String path, String written) {
    for (String segment : path.split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> {
          if (segments.pollLast() == null) {
            throw escapes(written);
          }
        }
        default -> segments.addLast(segment);
      }
    }
  }

  private static BuildException escapes(String path) {
    return new BuildException("path \"" + path + "\" escapes the repository");
  }
}
