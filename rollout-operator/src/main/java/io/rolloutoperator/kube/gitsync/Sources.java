package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.source.GitMirror;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The repositories that units follow: each repository, ref and credential once, however many units
 * follow it, looked at as often as the most eager of them wants.
 */
final class Sources implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sources.class);

  /** Looks at remotes at a time; each may last as long as the server likes. */
  private static final int POLLS_AT_A_TIME = 8;

  /** A repository is looked at this often at most, whoever asks. */
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  private static final double JITTER = 0.05;

  /** What makes two followed repositories the same. */
  record Key(GitRemote remote, GitRef ref) {}

  private static final class Followed {
    final FollowedSource source;
    long lastPollNanos = System.nanoTime() - SHORTEST_PAUSE.toNanos();
    boolean waiting;
    long generation;

    Followed(FollowedSource source) {
      this.source = source;
    }
  }

  private final Listener listener;
  private final Map<Key, Followed> followed = new ConcurrentHashMap<>();
  private final Map<UnitId, Key> keys = new ConcurrentHashMap<>();
  private final Semaphore polls = new Semaphore(POLLS_AT_A_TIME);
  private volatile boolean closed;

  /** Hears of news. */
  interface Listener {
    /** What is known of the repository of these units is another than before. */
    void news(Set<UnitId> followers, SourceState state);
  }

  /** Follows nothing yet. */
  Sources(Listener listener) {
    this.listener = listener;
  }

  /**
   * Follows a repository for a unit, instead of the one it followed before.
   *
   * @param open makes the mirror if nobody follows that repository yet
   */
  FollowedSource follow(UnitId unit, Duration interval, Key key, Function<Key, GitMirror> open) {
    Key before = keys.put(unit, key);
    if (before != null && !before.equals(key)) {
      drop(unit, before);
    }
    Followed entry =
        followed.computeIfAbsent(key, _ -> new Followed(new FollowedSource(open.apply(key))));
    entry.source.follow(unit, interval);
    if (entry.source.state() instanceof SourceState.Waiting) {
      look(key, entry);
    }
    return entry.source;
  }

  /** Looks at the remote of a unit soon. */
  void pollNow(UnitId unit) {
    Optional.ofNullable(keys.get(unit))
        .ifPresent(key -> Optional.ofNullable(followed.get(key)).ifPresent(e -> look(key, e)));
  }

  /** What is known of the repository of a unit, if it follows one. */
  Optional<SourceState> state(UnitId unit) {
    return Optional.ofNullable(keys.get(unit))
        .flatMap(key -> Optional.ofNullable(followed.get(key)))
        .map(entry -> entry.source.state());
  }

  /** A unit is gone. */
  void forget(UnitId unit) {
    Key key = keys.remove(unit);
    if (key != null) {
      drop(unit, key);
    }
  }

  private void drop(UnitId unit, Key key) {
    Followed entry = followed.get(key);
    if (entry != null && !entry.source.unfollow(unit) && followed.remove(key, entry)) {
      Thread.ofVirtual().name("git-close").start(entry.source::close);
    }
  }

  private void look(Key key, Followed entry) {
    synchronized (entry) {
      if (entry.waiting) {
        return;
      }
      entry.waiting = true;
      long since = System.nanoTime() - entry.lastPollNanos;
      schedule(key, entry, Math.max(0, SHORTEST_PAUSE.toNanos() - since));
    }
  }

  private void schedule(Key key, Followed entry, long nanos) {
    long generation = ++entry.generation;
    CompletableFuture.delayedExecutor(
            nanos, TimeUnit.NANOSECONDS, Thread.ofVirtual().name("git-poll")::start)
        .execute(() -> poll(key, entry, generation));
  }

  private void poll(Key key, Followed entry, long generation) {
    synchronized (entry) {
      if (closed || entry.generation != generation || followed.get(key) != entry) {
        return;
      }
      entry.waiting = false;
      entry.lastPollNanos = System.nanoTime();
    }
    try {
      polls.acquire();
      try {
        if (entry.source.poll()) {
          listener.news(entry.source.followers(), entry.source.state());
        }
      } finally {
        polls.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException broken) {
      log.error("looking at {} broke", key.remote().url(), broken);
    } finally {
      again(key, entry);
    }
  }

  private void again(Key key, Followed entry) {
    synchronized (entry) {
      if (!entry.waiting && followed.get(key) == entry && !closed) {
        double jitter = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        schedule(key, entry, (long) (entry.source.interval().toNanos() * jitter));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    followed.values().forEach(entry -> entry.source.close());
    followed.clear();
  }
}
