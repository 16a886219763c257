package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.source.FetchOutcome;
import io.rolloutoperator.gitsync.source.GitMirror;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One repository and ref, and the units that follow it. */
final class FollowedSource implements AutoCloseable {

  /** Two commits: the one that a unit has applied, and the one that it is to apply now. */
  private record Step(String applied, String now) {}

  private final GitMirror mirror;
  private final Map<UnitId, Duration> followers = new ConcurrentHashMap<>();

  /** Whether the first commit of a step is no ancestor of the second, as far as it is known. */
  private final Map<Step, Boolean> rewritten = new ConcurrentHashMap<>();

  private final ReentrantLock oneAtATime = new ReentrantLock();
  private volatile SourceState state = new SourceState.Waiting();

  FollowedSource(GitMirror mirror) {
    this.mirror = mirror;
  }

  /** A unit follows from now on, and wants a look that often. */
  void follow(UnitId unit, Duration interval) {
    followers.put(unit, interval);
  }

  /**
   * A unit follows no more.
   *
   * @return whether anybody is left who follows
   */
  boolean unfollow(UnitId unit) {
    followers.remove(unit);
    mirror.release(unit.toString());
    return !followers.isEmpty();
  }

  Set<UnitId> followers() {
    return Set.copyOf(followers.keySet());
  }

  /** The shortest that a follower wants. */
  Duration interval() {
    return followers.values().stream().min(Comparator.naturalOrder()).orElse(Duration.ofMinutes(1));
  }

  SourceState state() {
    return state;
  }

  /**
   * Looks at the remote.
   *
   * @return whether there is news for the followers: another commit, or another failure
   */
  boolean poll() {
    oneAtATime.lock();
    try {
      SourceState before = state;
      state = after(before, mirror.poll());
      if (!state.equals(before)) {
        rewritten.clear();
      }
      return !state.equals(before);
    } finally {
      oneAtATime.unlock();
    }
  }

  /** The local copy: for older commits, and for pushing. */
  GitMirror mirror() {
    return mirror;
  }

  /** A unit may have to go back to that commit, also when no ref of the server has it any more. */
  void keep(UnitId unit, Revision healthy) {
    mirror.hold(unit.toString(), healthy.commit());
  }

  /**
   * Whether history was rewritten since a unit applied a commit: it is no ancestor of the present
   * one. The server is asked once for two commits. A history that could not be read counts as
   * rewritten, so that nothing is pruned on the strength of it, and is asked for again by the next
   * pass.
   */
  boolean rewrittenSince(Revision applied, Revision now) {
    if (applied.commit().equals(now.commit())) {
      return false;
    }
    Step step = new Step(applied.commit(), now.commit());
    Boolean known = rewritten.get(step);
    if (known != null) {
      return known;
    }
    Optional<Boolean> found = mirror.historyRewritten(step.applied(), step.now());
    found.ifPresent(answer -> rewritten.put(step, answer));
    return found.orElse(true);
  }

  private static SourceState after(SourceState before, FetchOutcome outcome) {
    return switch (outcome) {
      case FetchOutcome.Fetched(var revision, var tree) ->
          new SourceState.At(revision, tree, Instant.now(), Optional.empty());
      case FetchOutcome.Unchanged _ -> before instanceof SourceState.At at ? at.fine() : before;
      case FetchOutcome.Failed(String message, boolean unreachable) ->
          failed(before, new SourceState.Trouble(message, unreachable));
    };
  }

  private static SourceState failed(SourceState before, SourceState.Trouble trouble) {
    return before instanceof SourceState.At at ? at.with(trouble) : new SourceState.Failed(trouble);
  }

  @Override
  public void close() {
    mirror.close();
  }
}
