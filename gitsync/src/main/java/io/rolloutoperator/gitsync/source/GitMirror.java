package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.source.remote.GitSettings;
import io.rolloutoperator.gitsync.source.remote.RemoteAccess;
import io.rolloutoperator.gitsync.source.remote.SourceException;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.RefNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The newest commit of one ref of a repository, on this machine. One mirror serves all units with
 * the same address, credential and ref. Works for one thread at a time, others wait; trees it has
 * handed out are read without waiting, and stay readable.
 *
 * <p>Nothing survives a restart: the folder is made anew, and the first {@link #poll} fetches.
 */
public final class GitMirror implements AutoCloseable {

  private final GitRef ref;
  private final GitSettings settings;
  private final RemoteAccess access;
  private final OlderCommits older;
  private final Stores stores;
  private final ReentrantLock lock = new ReentrantLock();

  /** What units may go back to, by unit. */
  private final Map<String, ObjectId> healthy = new ConcurrentHashMap<>();

  private final Set<ObjectId> askedFor = new HashSet<>();

  private @Nullable Revision current;

  /**
   * Makes no request yet.
   *
   * @param folder of its own; what is in it is deleted
   */
  public GitMirror(Path folder, GitRemote remote, GitRef ref, GitSettings settings) {
    this(remote, ref, settings, new Stores(folder, settings.limits(), Upkeep.USUAL));
  }

  GitMirror(GitRemote remote, GitRef ref, GitSettings settings, Stores stores) {
    GitRuntime.install();
    this.ref = ref;
    this.settings = settings;
    this.access = new RemoteAccess(remote, settings);
    this.older = new OlderCommits(access, ref);
    this.stores = stores;
  }

  /** Looks at the remote, and fetches if there is another commit than before. */
  public FetchOutcome poll() {
    lock.lock();
    try {
      Optional<String> problem = RefNames.problem(ref);
      return problem.isPresent()
          ? new FetchOutcome.Failed(problem.get(), false)
          : withStore(this::fetchIfNew);
    } catch (SourceException e) {
      stores.discardIfBroken();
      return new FetchOutcome.Failed(e.getMessage(), e.isUnreachable());
    } catch (IOException | RuntimeException e) {
      stores.discard();
      return new FetchOutcome.Failed("the local copy of the repository cannot be used", true);
    } finally {
      lock.unlock();
    }
  }

  private FetchOutcome fetchIfNew(MirrorStore store) throws IOException {
    Revision before = current;
    if (before != null && ref instanceof GitRef.Commit) {
      return new FetchOutcome.Unchanged(before);
    }
    Revision now = new Fetch(access, store).newest(ref);
    if (now.equals(before)) {
      return new FetchOutcome.Unchanged(now);
    }
    ObjectId commit = ObjectId.fromString(now.commit());
    GitTree tree = load(store, commit);
    Set<ObjectId> wanted = Set.copyOf(healthy.values());
    bring(store, wanted);
    store.hold(wanted);
    store.point(Stores.CURRENT, commit);
    store.tidyWhenDue();
    stores.renewWhenDue();
    // Last: a commit that nobody was told of for a failure is still news to the next look.
    current = now;
    return new FetchOutcome.Fetched(now, tree);
  }

  /** What is to be held and not here, as after a restart, is asked for once. */
  private void bring(MirrorStore store, Set<ObjectId> wanted) throws IOException {
    askedFor.retainAll(wanted);
    for (ObjectId commit : wanted) {
      if (askedFor.size() < MirrorStore.MOST_HELD && !store.has(commit) && askedFor.add(commit)) {
        try {
          new Fetch(access, store).ensure(commit);
        } catch (SourceException e) {
          // Whoever needs it asks again.
        }
      }
    }
  }

  /** A commit that is not complete is not one to build on: the next look begins anew. */
  private GitTree load(MirrorStore store, ObjectId commit) throws SourceException {
    try {
      return store.tree(commit, settings.limits().treeEntries());
    } catch (SourceException e) {
      stores.discard();
      throw e;
    } catch (IOException e) {
      stores.discard();
      throw SourceException.refused("received pack is corrupt");
    }
  }

  /**
   * The files of an older commit, fetched if it is not here.
   *
   * @return nothing if the server does not have it any more, or cannot be reached
   */
  public Optional<CommitTree> tree(String commit) {
    lock.lock();
    try {
      return Optional.of(withStore(store -> treeOf(store, ObjectId.fromString(commit))));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private CommitTree treeOf(MirrorStore store, ObjectId commit) throws IOException {
    older.ensure(store, commit);
    return store.tree(commit, settings.limits().treeEntries());
  }

  /**
   * What a commit says, fetched if it is not here.
   *
   * @return nothing as for {@link #tree}
   */
  public Optional<String> message(String commit) {
    lock.lock();
    try {
      return Optional.of(withStore(store -> messageOf(store, ObjectId.fromString(commit))));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private String messageOf(MirrorStore store, ObjectId commit) throws IOException {
    older.ensure(store, commit);
    return store.repository().parseCommit(commit).getFullMessage();
  }

  /**
   * Whether a commit that was applied once, perhaps before a restart, is no ancestor of another
   * one. Asks the server for up to 1,000 older commits.
   *
   * @return nothing if the history could not be read this time: the server cannot be reached, or
   *     takes too long
   */
  public Optional<Boolean> historyRewritten(String before, String now) {
    lock.lock();
    try {
      return Optional.of(
          withStore(
              store ->
                  older.isRewritten(store, ObjectId.fromString(before), ObjectId.fromString(now))));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps a commit for a unit when newer ones come, in place of the one kept for it before. One
   * that is not here then is not fetched for that.
   */
  public void hold(String unit, String commit) {
    healthy.put(unit, ObjectId.fromString(commit));
  }

  /** Keeps nothing for a unit any more. */
  public void release(String unit) {
    healthy.remove(unit);
  }

  /** Something that is done with the repository while nobody else changes it. */
  interface Work<T> {
    T with(MirrorStore store) throws IOException;
  }

  <T> T locked(Work<T> work) throws IOException {
    lock.lock();
    try {
      return withStore(work);
    } finally {
      lock.unlock();
    }
  }

  /** Begins anew with all history if the server cannot leave it out. */
  private <T> T withStore(Work<T> work) throws IOException {
    try {
      return work.with(stores.current());
    } catch (Fetch.NoShallowException e) {
      stores.becomeWhole();
      return work.with(stores.current());
    }
  }

  /** Fetches a commit that is not here, with this mirror's own credential. */
  void ensure(MirrorStore store, ObjectId commit) throws IOException {
    older.ensure(store, commit);
  }

  GitSettings settings() {
    return settings;
  }

  /** Deletes everything; trees that were handed out cannot be read any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      stores.close();
    } finally {
      lock.unlock();
    }
  }
}
