package io.rolloutoperator.gitsync.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Brings commits from one local copy into another, with their files; with their history only where
 * copies are whole. The server is not asked: it may not give them any more.
 */
final class CommitCopy {

  private final MirrorStore from;
  private final MirrorStore to;

  CommitCopy(MirrorStore from, MirrorStore to) {
    this.from = from;
    this.to = to;
  }

  /** Brings these commits. */
  void bring(Collection<ObjectId> commits) throws IOException {
    Path file = Files.createTempFile(to.repository().getDirectory().toPath(), "commits", ".pack");
    try {
      write(commits, file);
      try (InputStream in = Files.newInputStream(file);
          ObjectInserter inserter = to.repository().newObjectInserter()) {
        inserter.newPackParser(in).parse(NullProgressMonitor.INSTANCE);
        inserter.flush();
      }
    } finally {
      Files.delete(file);
    }
    if (!to.isWhole()) {
      to.hideHistory(new HashSet<>(commits));
    }
  }

  private void write(Collection<ObjectId> commits, Path file) throws IOException {
    try (PackWriter pack = new PackWriter(from.repository());
        OutputStream out = Files.newOutputStream(file)) {
      NullProgressMonitor silent = NullProgressMonitor.INSTANCE;
      if (to.isWhole()) {
        pack.preparePack(silent, new HashSet<>(commits), Set.of());
      } else {
        pack.preparePack(objects(commits).iterator());
      }
      pack.writePack(silent, silent, out);
    }
  }

  private Set<RevObject> objects(Collection<ObjectId> commits) throws IOException {
    Set<RevObject> objects = new LinkedHashSet<>();
    try (RevWalk walk = new RevWalk(from.repository())) {
      for (ObjectId id : commits) {
        RevCommit commit = walk.parseCommit(id);
        objects.add(commit);
        objects.add(commit.getTree());
        addFiles(commit, walk, objects);
      }
    }
    return objects;
  }

  private static void addFiles(RevCommit commit, RevWalk walk, Set<RevObject> objects)
      throws IOException {
    try (TreeWalk files = new TreeWalk(walk.getObjectReader())) {
      files.addTree(commit.getTree());
      while (files.next()) {
        ObjectId id = files.getObjectId(0);
        if (files.isSubtree()) {
          // A folder that was met is there with all that is in it.
          if (objects.add(walk.lookupTree(id))) {
            files.enterSubtree();
          }
        } else if (!files.getFileMode().equals(FileMode.GITLINK)) {
          objects.add(walk.lookupBlob(id));
        }
      }
    }
  }
}
