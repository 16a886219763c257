package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.source.CommitTree;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The files of a commit as one rendering sees them: neither links nor submodules, and no more bytes
 * than it may read, however often kustomizations name the same files.
 */
final class Tree {

  private static final long TOTAL_LIMIT = 64L << 20;

  private static final byte[] LFS_POINTER =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  private final CommitTree commit;
  private final int fileLimit;
  private long total;

  /**
   * For one rendering.
   *
   * @param fileLimit bytes of one file
   */
  Tree(CommitTree commit, int fileLimit) {
    this.commit = commit;
    this.fileLimit = fileLimit;
  }

  /**
   * What is at a path, if anything.
   *
   * @throws BuildException if it is a symbolic link or a submodule
   */
  Optional<CommitTree.Type> type(String path) {
    return commit.entry(path).map(Tree::fileOrFolder);
  }

  private static CommitTree.Type fileOrFolder(CommitTree.Entry entry) {
    return switch (entry.type()) {
      case SYMLINK -> throw BuildException.in(entry.path(), "symbolic link not allowed");
      case SUBMODULE -> throw BuildException.in(entry.path(), "Git submodules are not supported");
      case FILE, FOLDER -> entry.type();
    };
  }

  boolean isFile(String path) {
    return type(path).filter(CommitTree.Type.FILE::equals).isPresent();
  }

  boolean isFolder(String path) {
    return path.isEmpty() || type(path).filter(CommitTree.Type.FOLDER::equals).isPresent();
  }

  /**
   * A file's bytes.
   *
   * @throws BuildException if it is too large, all that was read is, or it is only a pointer to a
   *     file elsewhere
   */
  byte[] read(String path) {
    byte[] bytes = commit.read(path, fileLimit);
    total += bytes.length;
    if (total > TOTAL_LIMIT) {
      throw BuildException.in(path, "files larger than " + (TOTAL_LIMIT >> 20) + " MiB in all");
    }
    if (Arrays.mismatch(bytes, LFS_POINTER) == LFS_POINTER.length) {
      throw BuildException.in(path, "is a Git LFS pointer; LFS is not supported");
    }
    return bytes;
  }
}
