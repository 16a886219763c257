package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.gitsync.source.remote.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The local copy of a mirror, one after another: a copy that is broken, or has seen many fetches,
 * makes way for a new one, and is deleted when no tree of it is in use any more.
 */
final class Stores implements AutoCloseable {

  static final String CURRENT = "refs/rollout-operator/current";

  /** Fetches until a new clone. */
  static final int FETCHES = 500;

  private final int fetchesPerCopy;
  private final Path folder;
  private final GitLimits limits;
  private final List<MirrorStore> retired = new ArrayList<>();
  private @Nullable MirrorStore store;
  private boolean whole;
  private int made;
  private int fetches;

  Stores(Path folder, GitLimits limits, int fetchesPerCopy) {
    this.fetchesPerCopy = fetchesPerCopy;
    this.folder = folder;
    this.limits = limits;
  }

  /** Brings one commit into a new copy. */
  interface Copy {
    void into(MirrorStore store, ObjectId commit) throws IOException;
  }

  MirrorStore current() throws IOException {
    sweep();
    MirrorStore open = store;
    if (open == null) {
      if (made == 0) {
        Folder.delete(folder);
      }
      open = new MirrorStore(folder.resolve("copy-" + made++), limits, whole);
      store = open;
      fetches = 0;
    }
    return open;
  }

  /** The next use begins with an empty copy. */
  void discard() {
    if (store != null) {
      retired.add(store);
      store = null;
    }
  }

  /** Copies have all history from now on: what was fetched without it makes way. */
  void becomeWhole() {
    whole = true;
    discard();
  }

  /** After a failure: what looks like a server's fault may be the disk's. */
  void discardIfBroken() {
    if (store != null && !store.isIntact()) {
      discard();
    }
  }

  /** After many fetches a new clone is smaller than what they left behind. */
  void renewWhenDue(Copy copy) throws IOException {
    if (++fetches < fetchesPerCopy || store == null) {
      return;
    }
    MirrorStore old = store;
    Map<String, ObjectId> held = old.held(MirrorStore.HEALTHY);
    held.putAll(old.held(CURRENT));
    discard();
    MirrorStore fresh = current();
    for (Map.Entry<String, ObjectId> commit : held.entrySet()) {
      try {
        copy.into(fresh, commit.getValue());
        fresh.point(commit.getKey(), commit.getValue());
      } catch (SourceException e) {
        if (!commit.getKey().startsWith(MirrorStore.HEALTHY)) {
          throw e;
        }
        // A server need not give what no ref points to; who needs it asks again.
      }
    }
  }

  private void sweep() {
    retired.removeIf(
        old -> {
          if (old.inUse()) {
            return false;
          }
          old.close();
          return true;
        });
  }

  @Override
  public void close() {
    retired.forEach(MirrorStore::close);
    retired.clear();
    if (store != null) {
      store.close();
      store = null;
    }
    try {
      Folder.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
