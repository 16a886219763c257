package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.source.remote.Exchange;
import io.rolloutoperator.gitsync.source.remote.GitTraffic.Operation;
import io.rolloutoperator.gitsync.source.remote.RemoteAccess;
import io.rolloutoperator.gitsync.source.remote.SourceException;
import io.rolloutoperator.gitsync.unit.GitRef;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.Transport;

/**
 * Requests that bring commits into a local copy, shallow: without the history before a depth. A
 * depth of one is the commit alone. A copy that is whole gets all history in any case.
 */
final class Fetch {

  /** Matches no ref: a server then lists none. */
  private static final String NOTHING = "refs/rollout-operator/none";

  private final RemoteAccess access;
  private final MirrorStore store;

  Fetch(RemoteAccess access, MirrorStore store) {
    this.access = access;
    this.store = store;
  }

  /** The server sends all history or nothing; a copy that is not whole cannot use it. */
  static final class NoShallowException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Lists refs, and fetches over the same connection what is not here yet.
   *
   * @return what the ref stands for
   */
  Revision newest(GitRef ref) throws IOException {
    return newest(ref, 1);
  }

  /** The same; with a depth of more than one history is fetched, also of a commit that is here. */
  Revision newest(GitRef ref, int depth) throws IOException {
    if (ref instanceof GitRef.Commit(String id)) {
      ensure(ObjectId.fromString(id));
      return new Revision("", id);
    }
    try (Exchange exchange = access.begin(Operation.LS_REMOTE)) {
      Optional<Revision> found = newest(ref, depth, exchange);
      return found.isPresent() ? found.get() : explainNothing(ref, exchange);
    }
  }

  /** Nothing if the server lists no ref at all. */
  private Optional<Revision> newest(GitRef ref, int depth, Exchange exchange) throws IOException {
    try (Transport transport = open(depth, exchange);
        FetchConnection connection = list(transport, RefChoice.prefixes(ref), exchange)) {
      exchange.succeeded();
      Map<String, Ref> listed = connection.getRefsMap();
      if (listed.isEmpty()) {
        return Optional.empty();
      }
      List<Ref> candidates = RefChoice.of(ref, listed).candidates();
      if (depth > 1 || !allHere(candidates)) {
        exchange.next(Operation.FETCH);
        receive(connection, candidates, exchange);
        exchange.succeeded();
      }
      return Optional.of(newestOf(candidates));
    }
  }

  /** A connection takes the depth when it is opened, and looks at it no more. */
  private Transport open(int depth, Exchange exchange) throws SourceException {
    Transport transport = access.open(store.repository(), exchange);
    if (!store.isWhole()) {
      transport.setDepth(depth);
    }
    return transport;
  }

  /** A ref that is not there is told from a repository without any. */
  private Revision explainNothing(GitRef ref, Exchange exchange) throws IOException {
    try (Transport transport = access.open(store.repository(), exchange);
        FetchConnection connection = list(transport, List.of(Constants.R_HEADS), exchange)) {
      throw connection.getRefsMap().isEmpty()
          ? SourceException.refused("repository has no commits")
          : RefChoice.missing(ref);
    }
  }

  private static FetchConnection list(Transport transport, List<String> prefixes, Exchange exchange)
      throws SourceException {
    exchange.listing(true);
    try {
      return transport.openFetch(List.of(), prefixes.toArray(new String[0]));
    } catch (IOException | RuntimeException e) {
      throw exchange.fail(exchange.explain(e));
    } finally {
      exchange.listing(false);
    }
  }

  private boolean allHere(List<Ref> refs) throws IOException {
    for (Ref ref : refs) {
      if (!store.has(RefChoice.target(ref))) {
        return false;
      }
    }
    return true;
  }

  /** The list of shallow commits is written before the pack arrives, which it may never do. */
  private void receive(FetchConnection connection, List<Ref> wanted, Exchange exchange)
      throws IOException {
    Set<ObjectId> shallow = store.shallow();
    boolean complete = false;
    try {
      Set<ObjectId> have = new HashSet<>(store.held(Constants.R_REFS).values());
      if (!store.isWhole()) {
        // JGit misreads the answer of protocol 0 to a depth once it has told of 32 commits.
        store.hideHistory(have);
      }
      store.receiving(exchange::packed);
      connection.fetch(exchange.monitor(), wanted, have);
      exchange.checkTime();
      complete = allHere(wanted);
      if (!complete) {
        throw SourceException.refused("received pack is corrupt");
      }
    } catch (IOException | RuntimeException e) {
      if (isForWantOfShallow(e)) {
        throw new NoShallowException();
      }
      throw exchange.fail(explain(e, exchange));
    } finally {
      if (!complete) {
        store.shallow(shallow);
      }
    }
  }

  /** JGit has no exception of its own for it. */
  private static boolean isForWantOfShallow(Throwable error) {
    Throwable cause = error;
    while (cause != null && !JGitText.get().shallowNotSupported.equals(cause.getMessage())) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  private SourceException explain(Exception error, Exchange exchange) {
    SourceException problem = exchange.explain(error);
    return store.isWhole()
        ? problem.noting(
            access.remote().url().host() + " knows no shallow fetch, so all history is fetched")
        : problem;
  }

  /** Tags of equal versions go by the time of their commits, then by name. */
  private Revision newestOf(List<Ref> candidates) throws IOException {
    Ref best = candidates.getFirst();
    try (RevWalk walk = new RevWalk(store.repository())) {
      RevCommit newest = commit(walk, best);
      for (Ref ref : candidates.subList(1, candidates.size())) {
        RevCommit commit = commit(walk, ref);
        int byTime = Integer.compare(commit.getCommitTime(), newest.getCommitTime());
        if (byTime > 0 || (byTime == 0 && ref.getName().compareTo(best.getName()) > 0)) {
          best = ref;
          newest = commit;
        }
      }
      return new Revision(RefChoice.name(best), newest.name());
    }
  }

  private static RevCommit commit(RevWalk walk, Ref ref) throws IOException {
    RevObject object = walk.peel(walk.parseAny(RefChoice.target(ref)));
    if (object instanceof RevCommit commit) {
      walk.parseBody(commit);
      return commit;
    }
    throw SourceException.refused("ref " + ref.getName() + " is not a commit");
  }

  /**
   * Fetches a commit by its id if it is not here.
   *
   * @throws SourceException if the server does not have it, or gives only what a ref points to
   */
  void ensure(ObjectId commit) throws IOException {
    if (!store.has(commit)) {
      byId(commit, 1);
    }
  }

  /** Fetches a commit by its id, and its history to a depth. */
  void byId(ObjectId commit, int depth) throws IOException {
    try (Exchange exchange = access.begin(Operation.FETCH);
        Transport transport = open(depth, exchange);
        FetchConnection connection = list(transport, List.of(NOTHING), exchange)) {
      receive(connection, RefChoice.commit(commit).candidates(), exchange);
      exchange.succeeded();
    }
  }
}
