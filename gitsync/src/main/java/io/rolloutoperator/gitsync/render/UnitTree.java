package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The files of a commit as one rendering sees them: neither links nor submodules, no pointers to
 * files elsewhere, and no more bytes than it may read, however often it names the same files. Notes
 * what is looked at. For one rendering; not thread-safe.
 */
public final class UnitTree {

  private static final long TOTAL_LIMIT = 64L << 20;

  private static final byte[] LFS_POINTER =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  private final InputRecorder commit;
  private final int fileLimit;
  private RenderResult.Engine engine = RenderResult.Engine.JAVA;
  private long total;

  /**
   * For one rendering.
   *
   * @param fileLimit bytes of one file
   */
  public UnitTree(CommitTree commit, int fileLimit) {
    this.commit = new InputRecorder(commit);
    this.fileLimit = fileLimit;
  }

  /**
   * Renders a folder of it. What was looked at on the way are the inputs of the result.
   *
   * @param path as the unit has it
   * @param renderer makes objects of the folder with this path from the root, empty for the root
   */
  public RenderResult render(
      Revision revision, String path, Function<String, RenderedObjects> renderer) {
    try {
      RenderedObjects objects = renderer.apply(folder(revision, path));
      return new RenderResult.Rendered(
          objects.manifests(), objects.notes(), commit.inputs(), engine);
    } catch (BuildException e) {
      return RenderResult.Failed.of(e, commit.inputs(), engine);
    } catch (StackOverflowError e) {
      return new RenderResult.Failed(path + ": nested too deeply", commit.inputs(), engine);
    }
  }

  /** From here on the kustomize binary renders it: the result is its, also if it fails. */
  public void leaveToKustomize() {
    engine = RenderResult.Engine.KUSTOMIZE;
  }

  /** Links or submodules on the way are named rather than not found. */
  private String folder(Revision revision, String path) {
    String folder = TreePath.resolve("", path);
    for (int slash = folder.indexOf('/'); slash >= 0; slash = folder.indexOf('/', slash + 1)) {
      type(folder.substring(0, slash));
    }
    if (!isFolder(folder)) {
      throw new BuildException("path \"" + path + "\" not found in " + revision);
    }
    return folder;
  }

  /**
   * What is at a path, if anything.
   *
   * @throws BuildException if it is a symbolic link or a submodule
   */
  public Optional<CommitTree.Type> type(String path) {
    return commit.entry(path).map(UnitTree::fileOrFolder);
  }

  private static CommitTree.Type fileOrFolder(CommitTree.Entry entry) {
    return switch (entry.type()) {
      case SYMLINK -> throw BuildException.in(entry.path(), "symbolic link not allowed");
      case SUBMODULE -> throw BuildException.in(entry.path(), "Git submodules are not supported");
      case FILE, FOLDER -> entry.type();
    };
  }

  public boolean isFile(String path) {
    return type(path).filter(CommitTree.Type.FILE::equals).isPresent();
  }

  public boolean isFolder(String path) {
    return path.isEmpty() || type(path).filter(CommitTree.Type.FOLDER::equals).isPresent();
  }

  /** The commit itself, with links and submodules, for those who say something else about them. */
  CommitTree commit() {
    return commit;
  }

  /**
   * A file's bytes.
   *
   * @throws BuildException if it is too large, all that was read is, or it is only a pointer to a
   *     file elsewhere
   */
  public byte[] read(String path) {
    byte[] bytes = commit.read(path, fileLimit);
    total += bytes.length;
    if (total > TOTAL_LIMIT) {
      throw BuildException.in(path, "files larger than " + (TOTAL_LIMIT >> 20) + " MiB in all");
    }
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
