package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;

/** The folder that a unit names. */
public final class UnitFolder {

  private UnitFolder() {}

  /**
   * Its path from the root, empty for the root itself.
   *
   * @param path as the unit has it
   * @throws BuildException if there is no such folder, or a link or submodule is in its way
   */
  public static String find(CommitTree tree, Revision revision, String path) {
    String folder = TreePath.resolve("", path);
    for (int slash = folder.indexOf('/'); slash >= 0; slash = folder.indexOf('/', slash + 1)) {
      tree.entry(folder.substring(0, slash)).ifPresent(UnitFolder::refuseDetours);
    }
    boolean found =
        folder.isEmpty()
            || tree.entry(folder).map(UnitFolder::refuseDetours).orElse(CommitTree.Type.FILE)
                == CommitTree.Type.FOLDER;
    if (!found) {
      throw new BuildException("path \"" + path + "\" not found in " + revision);
    }
    return folder;
  }

  private static CommitTree.Type refuseDetours(CommitTree.Entry entry) {
    return switch (entry.type()) {
      case SYMLINK -> throw BuildException.in(entry.path(), "symbolic link not allowed");
      case SUBMODULE -> throw BuildException.in(entry.path(), "Git submodules are not supported");
      case FILE, FOLDER -> entry.type();
    };
  }
}
