package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.render.InputSet;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.CommitTree.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the files of input sets; equal files of several commits are held once. */
final class InputFiles {

  private final Map<String, FileContent> byId = new HashMap<>();

  /**
   * Those files of a commit that any of the input sets names.
   *
   * @throws io.rolloutoperator.gitsync.manifest.BuildException if one is too large
   */
  SortedMap<String, FileContent> of(CommitTree tree, List<InputSet> inputs) {
    SortedMap<String, FileContent> files = new TreeMap<>();
    for (InputSet input : inputs) {
      for (String path : input.ids().keySet()) {
        Optional<Entry> file =
            tree.entry(path).filter(entry -> entry.type() == CommitTree.Type.FILE);
        file.ifPresent(entry -> files.computeIfAbsent(path, _ -> content(tree, entry)));
      }
    }
    return files;
  }

  private FileContent content(CommitTree tree, Entry file) {
    return byId.computeIfAbsent(
        file.id(), _ -> FileContent.of(tree.read(file.path(), RenderLimits.LARGEST_MANIFEST)));
  }
}
