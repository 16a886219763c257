package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.source.remote.GitLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The local copy of a mirror, one after another: a copy that is broken, or has seen many fetches,
 * makes way for a new one, and is deleted when no tree of it is in use any more.
 */
final class Stores implements AutoCloseable {

  static final String CURRENT = "refs/rollout-operator/current";

  private final Path folder;
  private final GitLimits limits;
  private final Upkeep upkeep;
  private final List<MirrorStore> retired = new ArrayList<>();
  private @Nullable MirrorStore store;
  private boolean whole;
  private int made;
  private int fetches;

  Stores(Path folder, GitLimits limits, Upkeep upkeep) {
    this.folder = folder;
    this.limits = limits;
    this.upkeep = upkeep;
  }

  MirrorStore current() throws IOException {
    sweep();
    MirrorStore open = store;
    if (open == null) {
      if (made == 0) {
        Folder.delete(folder);
      }
      open = made();
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

  private MirrorStore made() throws IOException {
    return new MirrorStore(folder.resolve("copy-" + made++), limits, upkeep, whole);
  }

  /**
   * After many fetches a new copy of what is needed is smaller than what they left behind. The
   * server is not asked for it.
   */
  void renewWhenDue() throws IOException {
    MirrorStore old = store;
    if (old == null || (++fetches < upkeep.fetches() && !old.isCrowded())) {
      return;
    }
    Map<String, ObjectId> held = old.held(MirrorStore.HEALTHY);
    held.putAll(old.held(CURRENT));
    MirrorStore fresh = made();
    retired.add(fresh); // it goes, if this fails
    new CommitCopy(old, fresh).bring(Set.copyOf(held.values()));
    for (Map.Entry<String, ObjectId> ref : held.entrySet()) {
      fresh.point(ref.getKey(), ref.getValue());
    }
    retired.remove(fresh);
    retired.add(old);
    store = fresh;
    fetches = 0;
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
