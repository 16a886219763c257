package io.rolloutoperator.testkit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a repository's commits. */
record TestTrees(Repository repository) {

  /** A file's text at a commit. */
  String read(ObjectId commit, String path) throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk commits = new RevWalk(reader);
        TreeWalk found = TreeWalk.forPath(reader, path, commits.parseCommit(commit).getTree())) {
      byte[] content = reader.open(found.getObjectId(0)).getBytes();
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  /**
   * Writes a tree and its new files.
   *
   * @param parent the commit whose files it begins with, if any
   * @param files to add or replace, as text
   */
  ObjectId write(Optional<ObjectId> parent, Map<String, String> files, List<String> deleted)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId tree = write(inserter, parent, files, deleted);
      inserter.flush();
      return tree;
    }
  }

  /** The same by an inserter, which may not have flushed the parent yet. */
  ObjectId write(
      ObjectInserter inserter,
      Optional<ObjectId> parent,
      Map<String, String> files,
      List<String> deleted)
      throws IOException {
    try (ObjectReader reader = inserter.newReader()) {
      DirCache index = DirCache.newInCore();
      if (parent.isPresent()) {
        try (RevWalk commits = new RevWalk(reader)) {
          DirCacheBuilder builder = index.builder();
          builder.addTree(
              new byte[0],
              DirCacheEntry.STAGE_0,
              reader,
              commits.parseCommit(parent.get()).getTree());
          builder.finish();
        }
      }
      DirCacheEditor editor = index.editor();
      deleted.forEach(path -> editor.add(new DirCacheEditor.DeletePath(path)));
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        editor.add(put(file.getKey(), inserter.insert(Constants.OBJ_BLOB, content)));
      }
      editor.finish();
      return index.writeTree(inserter);
    }
  }

  private static DirCacheEditor.PathEdit put(String path, ObjectId blob) {
    return new DirCacheEditor.PathEdit(path) {
      @Override
      public void apply(DirCacheEntry entry) {
        if (entry.getRawMode() == 0) {
          entry.setFileMode(FileMode.REGULAR_FILE);
        }
        entry.setObjectId(blob);
      }
    };
  }
}
