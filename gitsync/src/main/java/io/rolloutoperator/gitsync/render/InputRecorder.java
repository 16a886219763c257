package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.source.CommitTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tree that notes what is looked at: files read, folders listed, and paths that were asked for,
 * also where there is nothing. For one rendering; not thread-safe.
 */
final class InputRecorder implements CommitTree {

  private final CommitTree tree;
  private final Map<String, String> ids = new TreeMap<>();

  InputRecorder(CommitTree tree) {
    this.tree = tree;
  }

  /** What was looked at so far. */
  InputSet inputs() {
    return InputSet.of(ids);
  }

  /** A folder that is only asked for is no input: its id changes with files that nobody reads. */
  @Override
  public Optional<Entry> entry(String path) {
    Optional<Entry> entry = tree.entry(path);
    if (entry.map(Entry::type).orElse(Type.FILE) != Type.FOLDER) {
      ids.put(path, entry.map(Entry::id).orElse(""));
    }
    return entry;
  }

  /** A folder that is listed counts as a whole: its id changes with everything below it. */
  @Override
  public List<Entry> children(String folder) {
    ids.put(folder, tree.entry(folder).map(Entry::id).orElse(""));
    return tree.children(folder);
  }

  @Override
  public byte[] read(String path, int limit) {
    ids.put(path, tree.entry(path).map(Entry::id).orElse(""));
    return tree.read(path, limit);
  }
}
