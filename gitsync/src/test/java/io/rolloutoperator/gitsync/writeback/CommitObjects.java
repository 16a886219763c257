package io.rolloutoperator.gitsync.writeback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads and makes commits of a bare repository, without a checkout. */
record CommitObjects(Repository repository) {

  /** A commit on top of another; the zero id for none. */
  ObjectId make(
      ObjectId parent, SortedMap<String, FileChange> changes, String message, PersonIdent who)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = index(parent);
      DirCacheEditor editor = index.editor();
      for (Map.Entry<String, FileChange> change : changes.entrySet()) {
        editor.add(edit(change.getKey(), change.getValue(), inserter));
      }
      editor.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      if (!parent.equals(ObjectId.zeroId())) {
        commit.setParentId(parent);
      }
      commit.setAuthor(who);
      commit.setCommitter(who);
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  /** The files of a commit. */
  FileTree files(ObjectId commit) throws IOException {
    SortedMap<String, FileContent> files = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(parsed(commit).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        files.put(
            walk.getPathString(), FileContent.of(repository.open(walk.getObjectId(0)).getBytes()));
      }
    }
    return new FileTree(files);
  }

  RevCommit parsed(ObjectId commit) throws IOException {
    return repository.parseCommit(commit);
  }

  private DirCache index(ObjectId parent) throws IOException {
    DirCache index = DirCache.newInCore();
    if (!parent.equals(ObjectId.zeroId())) {
      DirCacheBuilder builder = index.builder();
      builder.addTree(
          "".getBytes(StandardCharsets.UTF_8),
          DirCacheEntry.STAGE_0,
          repository.newObjectReader(),
          parsed(parent).getTree());
      builder.finish();
    }
    return index;
  }

  private static DirCacheEditor.PathEdit edit(
      String path, FileChange change, ObjectInserter inserter) throws IOException {
    return switch (change) {
      case FileChange.Delete _ -> new DirCacheEditor.DeletePath(path);
      case FileChange.Write(FileContent content) -> {
        ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content.bytes());
        yield new DirCacheEditor.PathEdit(path) {
          @Override
          public void apply(DirCacheEntry entry) {
            if (entry.getRawMode() == 0) {
              entry.setFileMode(FileMode.REGULAR_FILE);
            }
            entry.setObjectId(blob);
          }
        };
      }
    };
  }
}
