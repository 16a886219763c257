package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.render.InputSet;
import io.rolloutoperator.gitsync.source.CommitTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a commit as one rendering sees them: relative paths are resolved and never leave the
 * repository, and all that was looked at is remembered.
 */
final class Tree {

  /** Bytes of one file. */
  static final int FILE_LIMIT = 3 * 1024 * 1024;

  private static final byte[] LFS_POINTER =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  private final CommitTree commit;
  private final Map<String, String> seen = new HashMap<>();

  Tree(CommitTree commit) {
    this.commit = commit;
  }

  InputSet inputs() {
    return InputSet.of(seen);
  }

  /**
   * A path relative to a folder.
   *
   * @throws BuildException if it leads out of the repository
   */
  static String resolve(String folder, String relative) {
    if (relative.startsWith("/")) {
      throw escapes(relative);
    }
    List<String> steps = new ArrayList<>();
    for (String step : FieldPath.parts(folder + "/" + relative, '/')) {
      switch (step) {
        case "", "." -> {}
        case ".." -> {
          if (steps.isEmpty()) {
            throw escapes(relative);
          }
          steps.removeLast();
        }
        default -> steps.add(step);
      }
    }
    return String.join("/", steps);
  }

  static BuildException escapes(String path) {
    return new BuildException("path \"" + path + "\" escapes the repository");
  }

  /**
   * What is at a path, if anything.
   *
   * @throws BuildException if it is a symbolic link or a submodule
   */
  Optional<CommitTree.Entry> entry(String path) {
    Optional<CommitTree.Entry> entry = commit.entry(path);
    if (entry.isEmpty() || entry.get().type() != CommitTree.Type.FOLDER) {
      // A folder's own id changes with files that nobody read; what matters are those in it.
      seen.put(path, entry.map(CommitTree.Entry::id).orElse(""));
    }
    entry.ifPresent(Tree::requireFileOrFolder);
    return entry;
  }

  private static void requireFileOrFolder(CommitTree.Entry entry) {
    switch (entry.type()) {
      case SYMLINK -> throw BuildException.in(entry.path(), "symbolic link not allowed");
      case SUBMODULE -> throw BuildException.in(entry.path(), "Git submodules are not supported");
      case FILE, FOLDER -> {}
    }
  }

  boolean isFile(String path) {
    return entry(path).filter(each -> each.type() == CommitTree.Type.FILE).isPresent();
  }

  boolean isFolder(String path) {
    return path.isEmpty()
        || entry(path).filter(each -> each.type() == CommitTree.Type.FOLDER).isPresent();
  }

  /**
   * A file's bytes.
   *
   * @throws BuildException if it is too large, or only a pointer to a file elsewhere
   */
  byte[] read(String path) {
    byte[] bytes = commit.read(path, FILE_LIMIT);
    if (startsWith(bytes, LFS_POINTER)) {
      throw BuildException.in(path, "is a Git LFS pointer; LFS is not supported");
    }
    return bytes;
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }
}
