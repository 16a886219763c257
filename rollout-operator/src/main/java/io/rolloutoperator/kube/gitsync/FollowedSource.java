package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.FetchOutcome;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One repository and ref, and the units that follow it. */
final class FollowedSource implements AutoCloseable {

  private final Mirror mirror;
  private final Map<UnitId, Duration> followers = new ConcurrentHashMap<>();
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private volatile SourceState state = new SourceState.Waiting();

  FollowedSource(Mirror mirror) {
    this.mirror = mirror;
  }

  /** A unit follows from now on, and wants a look that often. */
  void follow(UnitId unit, Duration interval) {
    followers.put(unit, interval);
  }

  /** Whether anybody is left who follows. */
  boolean unfollow(UnitId unit) {
    followers.remove(unit);
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

  /** Looks at the remote; whether the followers should know. */
  boolean poll() {
    oneAtATime.lock();
    try {
      SourceState before = state;
      state = after(before, mirror.poll());
      return !state.equals(before);
    } finally {
      oneAtATime.unlock();
    }
  }

  /** The files of an earlier commit. */
  Optional<CommitTree> tree(String commit) {
    oneAtATime.lock();
    try {
      return mirror.tree(commit);
    } finally {
      oneAtATime.unlock();
    }
  }

  private static SourceState after(SourceState before, FetchOutcome outcome) {
    return switch (outcome) {
      case FetchOutcome.Fetched(var revision, var tree, boolean rewritten) ->
          new SourceState.At(revision, tree, rewritten, Optional.empty());
      case FetchOutcome.Unchanged _ -> before instanceof SourceState.At at ? at.fine() : before;
      case FetchOutcome.Failed(String message, boolean unreachable) ->
          before instanceof SourceState.At at
              ? at.with(new SourceState.Trouble(message, unreachable))
              : new SourceState.Failed(message);
    };
  }

  @Override
  public void close() {
    oneAtATime.lock();
    try {
      mirror.close();
    } finally {
      oneAtATime.unlock();
    }
  }
}
