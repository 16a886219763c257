package io.rolloutoperator.gitsync.source;

import java.util.List;
import java.util.Optional;

/**
 * The files of one commit. Paths go from the repository's root, with {@code /}, without a leading
 * one; the root is the empty text.
 */
public interface CommitTree {

  /** What a path is. */
  enum Type {
    FILE,
    FOLDER,
    SYMLINK,
    SUBMODULE
  }

  /**
   * One path.
   *
   * @param id of the blob or tree, 40 hex digits: equal content, equal id
   */
  record Entry(String path, Type type, String id) {}

  /** What is at a path, if anything. */
  Optional<Entry> entry(String path);

  /** What lies directly in a folder, in Git's order; nothing if it is not a folder. */
  List<Entry> children(String folder);

  /**
   * A file's bytes.
   *
   * @param limit more bytes than this are not read
   * @throws io.rolloutoperator.gitsync.manifest.BuildException if it is no file, or larger
   */
  byte[] read(String path, int limit);
}
