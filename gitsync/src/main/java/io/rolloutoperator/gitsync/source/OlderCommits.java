package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.source.remote.RemoteAccess;
import io.rolloutoperator.gitsync.source.remote.SourceException;
import io.rolloutoperator.gitsync.unit.GitRef;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Commits before the newest one. They are asked for by their ids; where the server does not give
 * them so, and to tell whether history was rewritten, ever more of it is fetched: up to 1,000
 * commits.
 */
final class OlderCommits {

  private static final int[] DEPTHS = {2, 50, 1_000};

  /** Each of the requests may take as long as a fetch may. */
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final RemoteAccess access;
  private final GitRef ref;

  /** Until when a search is not repeated. */
  private final Map<Search, Instant> inVain = new HashMap<>();

  /** For a commit in the history of the newest one. */
  private record Search(ObjectId commit, ObjectId newest) {}

  /**
   * Makes no request yet.
   *
   * @param ref whose history it is
   */
  OlderCommits(RemoteAccess access, GitRef ref) {
    this.access = access;
    this.ref = ref;
  }

  /**
   * Fetches a commit if it is not here.
   *
   * @throws SourceException if the server does not give it, and the history does not have it
   */
  void ensure(MirrorStore store, ObjectId commit) throws IOException {
    Fetch fetch = new Fetch(access, store);
    try {
      fetch.ensure(commit);
    } catch (SourceException e) {
      // By protocol 0 a server need not give what no ref points to.
      if (e.isUnreachable() || !isInHistory(store, fetch, commit)) {
        throw e;
      }
    }
  }

  /**
   * Searched in vain, a history is not searched again: it may be large, or too large to fetch. One
   * that the server did not send in time is asked for again after a while.
   */
  private boolean isInHistory(MirrorStore store, Fetch fetch, ObjectId commit) throws IOException {
    if (ref instanceof GitRef.Commit) {
      return false;
    }
    Search search = new Search(commit, newest(fetch, 1));
    inVain.keySet().removeIf(known -> !known.newest().equals(search.newest()));
    if (Instant.now().isBefore(inVain.getOrDefault(search, Instant.MIN))) {
      return false;
    }
    try {
      deepen(store, fetch, commit, search.newest());
    } catch (SourceException e) {
      if (e.isUnreachable()) {
        inVain.put(search, Instant.now().plus(PAUSE));
        throw e;
      }
    }
    boolean found = store.has(commit);
    if (!found) {
      inVain.put(search, Instant.MAX);
    }
    return found;
  }

  private void deepen(MirrorStore store, Fetch fetch, ObjectId commit, ObjectId newest)
      throws IOException {
    ObjectId reached = newest;
    for (int depth : DEPTHS) {
      if (store.has(commit) || search(store, commit, reached) == History.Answer.NO_ANCESTOR) {
        return;
      }
      reached = newest(fetch, depth);
    }
  }

  private ObjectId newest(Fetch fetch, int depth) throws IOException {
    return ObjectId.fromString(fetch.newest(ref, depth).commit());
  }

  /**
   * Whether a commit is no ancestor of another one. Older commits are asked for only if the newer
   * one was not put right on top; a history that is too large to look into counts as rewritten.
   *
   * @throws SourceException if the server cannot be reached
   */
  boolean isRewritten(MirrorStore store, ObjectId before, ObjectId now) throws IOException {
    Fetch fetch = new Fetch(access, store);
    History.Answer answer = search(store, before, now);
    for (int i = 0; i < DEPTHS.length && answer == History.Answer.UNKNOWN; i++) {
      try {
        deepen(fetch, now, DEPTHS[i]);
      } catch (SourceException e) {
        if (e.isUnreachable()) {
          throw e;
        }
        return true;
      }
      answer = search(store, before, now);
    }
    return answer != History.Answer.ANCESTOR;
  }

  /** What no ref points to, such as a commit with a tag of its own, comes with its ref. */
  private void deepen(Fetch fetch, ObjectId commit, int depth) throws IOException {
    try {
      fetch.byId(commit, depth);
    } catch (SourceException e) {
      if (e.isUnreachable() || ref instanceof GitRef.Commit) {
        throw e;
      }
      newest(fetch, depth);
    }
  }

  private static History.Answer search(MirrorStore store, ObjectId wanted, ObjectId from)
      throws IOException {
    try (ObjectReader reader = store.repository().newObjectReader()) {
      return History.find(reader, from, wanted);
    }
  }
}
