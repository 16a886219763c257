package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.source.remote.SourceException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.InvalidPathException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/** Makes the tree of a new commit from that of another one, without a working copy. */
final class TreeEdit {

  private final ObjectReader reader;
  private final ObjectInserter inserter;

  TreeEdit(ObjectReader reader, ObjectInserter inserter) {
    this.reader = reader;
    this.inserter = inserter;
  }

  /**
   * Writes blobs and trees.
   *
   * @throws SourceException if a path cannot be a file of the repository
   */
  ObjectId apply(AnyObjectId tree, Map<String, Optional<byte[]>> files) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
    builder.finish();
    DirCacheEditor editor = index.editor();
    for (Map.Entry<String, Optional<byte[]>> file : files.entrySet()) {
      editor.add(edit(index, file.getKey(), file.getValue()));
    }
    editor.finish();
    return index.writeTree(inserter);
  }

  private DirCacheEditor.PathEdit edit(DirCache index, String path, Optional<byte[]> content)
      throws IOException {
    DirCacheEntry existing = index.getEntry(path);
    if (existing == null) {
      checkFree(index, path);
    }
    if (existing != null && !isFile(existing.getFileMode())) {
      throw SourceException.refused(path + ": is a link and cannot be written");
    }
    try {
      if (content.isEmpty()) {
        return new DirCacheEditor.DeletePath(path);
      }
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content.get());
      return new DirCacheEditor.PathEdit(path) {
        @Override
        public void apply(DirCacheEntry entry) {
          if (existing == null) {
            entry.setFileMode(FileMode.REGULAR_FILE);
          }
          entry.setObjectId(blob);
        }
      };
    } catch (InvalidPathException e) {
      throw SourceException.refused("a path to be written is not valid in Git");
    }
  }

  /** Git's index would drop a whole folder to make room for a file, or a file for a folder. */
  private static void checkFree(DirCache index, String path) throws SourceException {
    if (index.getEntriesWithin(path).length > 0) {
      throw SourceException.refused(path + ": is a folder and cannot be written");
    }
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      if (index.getEntry(folder) != null) {
        throw SourceException.refused(folder + ": is a file, not a folder");
      }
    }
  }

  private static boolean isFile(FileMode mode) {
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
  }
}
