package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Utf8;
import io.rolloutoperator.gitsync.source.CommitTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Finds the files that plain mode reads. For one rendering. */
final class FolderScan {

  private static final String IGNORE_FILE = ".sourceignore";
  private static final Set<String> KUSTOMIZATIONS =
      Set.of("kustomization.yaml", "kustomization.yml");

  /** A folder to look into, and what counts for it. */
  private record Folder(String path, IgnoreStack ignores, FileChoice choice) {}

  private final UnitTree tree;
  private final RenderLimits limits;
  private final List<String> files = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Deque<Folder> open = new ArrayDeque<>();
  private int seen;
  private long steps;

  FolderScan(UnitTree tree, RenderLimits limits) {
    this.tree = tree;
    this.limits = limits;
  }

  /** Paths found, in order. */
  List<String> files() {
    return files.stream().sorted().toList();
  }

  /** What was skipped that might have been meant. */
  List<String> notes() {
    return notes.stream().sorted().toList();
  }

  /**
   * Looks through a folder.
   *
   * @param path of a folder that exists, empty for the root
   * @param atRoot what is ignored, counted from the root
   * @throws BuildException if something in it is not supported, or there is too much
   */
  void scan(String path, IgnoreStack atRoot, FileChoice choice) {
    IgnoreStack ignores = atRoot;
    for (String above : foldersAbove(path)) {
      ignores = withIgnoreFile(above, ignores);
      String next = path.substring(0, end(path, above));
      if (ignores.ignores(next, true)) {
        notes.add(next + ": ignored, and with it all of this unit");
        return;
      }
    }
    open.add(new Folder(path, ignores, choice));
    while (!open.isEmpty()) {
      look(open.poll());
    }
  }

  /** From the root down: of {@code a/b/c} the root, {@code a} and {@code a/b}. */
  private static List<String> foldersAbove(String path) {
    List<String> folders = new ArrayList<>();
    if (!path.isEmpty()) {
      folders.add("");
    }
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      folders.add(path.substring(0, slash));
    }
    return folders;
  }

  /** Where the name that follows a folder ends. */
  private static int end(String path, String above) {
    int slash = path.indexOf('/', above.isEmpty() ? 0 : above.length() + 1);
    return slash < 0 ? path.length() : slash;
  }

  private void look(Folder folder) {
    List<CommitTree.Entry> children = tree.commit().children(folder.path());
    IgnoreStack ignores = withIgnoreFile(folder.path(), folder.ignores());
    for (CommitTree.Entry child : children) {
      spend(ignores, child.path());
      if (!ignores.ignores(child.path(), child.type() == CommitTree.Type.FOLDER)) {
        consider(child, ignores, folder.choice());
      }
    }
  }

  private void spend(IgnoreStack ignores, String path) {
    steps += ignores.steps() * (path.chars().filter(c -> c == '/').count() + 1);
    if (steps > limits.ignoreSteps()) {
      throw new BuildException("too many ignore patterns for so many files");
    }
  }

  private void consider(CommitTree.Entry child, IgnoreStack ignores, FileChoice choice) {
    String path = child.path();
    switch (child.type()) {
      case FOLDER -> {
        if (choice.takesFolder(path)) {
          open.add(new Folder(path, ignores, choice.within(path)));
        }
      }
      case FILE -> file(path, choice);
      case SYMLINK -> notes.add(path + ": symbolic link not allowed; skipped");
      case SUBMODULE -> throw BuildException.in(path, "Git submodules are not supported");
    }
  }

  private void file(String path, FileChoice choice) {
    if (++seen > limits.files()) {
      throw new BuildException("more than " + limits.files() + " files");
    }
    if (!choice.takesFile(path)) {
      return;
    }
    if (KUSTOMIZATIONS.contains(path.substring(path.lastIndexOf('/') + 1))) {
      notes.add(path + ": not read in plain mode; skipped");
      return;
    }
    files.add(path);
  }

  private IgnoreStack withIgnoreFile(String folder, IgnoreStack ignores) {
    String path = folder.isEmpty() ? IGNORE_FILE : folder + "/" + IGNORE_FILE;
    if (tree.commit().entry(path).filter(e -> e.type() == CommitTree.Type.FILE).isEmpty()) {
      return ignores;
    }
    String text = Utf8.decode(path, tree.read(path));
    return ignores.with(IgnoreRules.parse(path, folder, text));
  }
}
