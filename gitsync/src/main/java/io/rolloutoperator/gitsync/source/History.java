package io.rolloutoperator.gitsync.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * Looks for a commit among another one's ancestors in a shallow clone. Git hides the parents of a
 * commit at the boundary, but the commit itself names them: a depth of one is enough to see whether
 * one commit was put on top of another.
 */
final class History {

  private static final byte[] PARENT = Constants.encodeASCII("parent ");
  private static final int TREE_LINE = "tree ".length() + Constants.OBJECT_ID_STRING_LENGTH + 1;

  /** What the commits that are here tell. */
  enum Answer {
    ANCESTOR,
    NO_ANCESTOR,
    /** Older commits are needed to tell. */
    UNKNOWN
  }

  private History() {}

  static Answer find(ObjectReader reader, ObjectId from, ObjectId wanted) throws IOException {
    Set<ObjectId> seen = new HashSet<>();
    Deque<ObjectId> open = new ArrayDeque<>();
    open.add(from);
    boolean complete = true;
    while (!open.isEmpty()) {
      ObjectId next = open.removeFirst();
      if (next.equals(wanted)) {
        return Answer.ANCESTOR;
      }
      if (!seen.add(next)) {
        continue;
      }
      if (reader.has(next, Constants.OBJ_COMMIT)) {
        open.addAll(parents(reader.open(next, Constants.OBJ_COMMIT).getCachedBytes()));
      } else {
        complete = false;
      }
    }
    return complete ? Answer.NO_ANCESTOR : Answer.UNKNOWN;
  }

  private static List<ObjectId> parents(byte[] commit) {
    List<ObjectId> parents = new ArrayList<>();
    int at = TREE_LINE;
    while (RawParseUtils.match(commit, at, PARENT) >= 0) {
      parents.add(ObjectId.fromString(commit, at + PARENT.length));
      at = RawParseUtils.nextLF(commit, at);
    }
    return parents;
  }
}
