package io.rolloutoperator.kube.fence;

import io.rolloutoperator.kube.fence.FenceVerdict.Behind;
import io.rolloutoperator.kube.fence.FenceVerdict.CaughtUp;
import io.rolloutoperator.kube.fence.FenceVerdict.ReadLive;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Read-your-writes. After each write it remembers what the caches must show before the same owner
 * is decided on again, so that no decision is taken on a world in which our own last write has not
 * happened yet.
 *
 * <p>An entry goes once the cache caught up. One that does not catch up within {@link #PATIENCE},
 * and one whose write has an unknown outcome (connection reset, time-out), asks for a live read
 * instead.
 *
 * <p>Thread-safe. Each owner is expected to be worked on by one thread at a time.
 */
public final class WriteFence {
  /** How long a cache may lag before it is no longer believed to catch up. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private sealed interface Expectation {
    /** The cache must show this version or a later one. */
    record AtLeast(String version, long sinceNanos) implements Expectation {}

    /** The cache must show nothing, or a later version than the one that was deleted. */
    record Gone(String deletedVersion, long sinceNanos) implements Expectation {}

    /** Nobody knows whether the write happened. */
    record Unknown() implements Expectation {}
  }

  private enum Answer {
    MET,
    WAIT,
    READ_LIVE
  }

  private final FenceClock clock;
  private final Map<ObjectKey, Map<ObjectKey, Expectation>> byOwner = new ConcurrentHashMap<>();

  public WriteFence(FenceClock clock) {
    this.clock = clock;
  }

  /**
   * A create or patch was answered with success.
   *
   * @param owner the primary the write was made for
   * @param object what was written; may be the owner
   * @param resourceVersion of the answer
   */
  public void wrote(ObjectKey owner, ObjectKey object, String resourceVersion) {
    expect(owner, object, new Expectation.AtLeast(resourceVersion, clock.nanoTime()));
  }

  /**
   * A delete was answered with success.
   *
   * @param resourceVersion the version that was deleted
   */
  public void deleted(ObjectKey owner, ObjectKey object, String resourceVersion) {
    expect(owner, object, new Expectation.Gone(resourceVersion, clock.nanoTime()));
  }

  /** A write was sent, and its answer is not known. */
  public void unknownOutcome(ObjectKey owner, ObjectKey object) {
    expect(owner, object, new Expectation.Unknown());
  }

  /**
   * A live read was made because {@link #check} asked for it. The caches must now show what it
   * found, or newer.
   *
   * @param resourceVersion what was found; null if there is no such object, which needs no further
   *     fence
   */
  public void readLive(ObjectKey owner, ObjectKey object, @Nullable String resourceVersion) {
    if (resourceVersion == null) {
      drop(owner, object);
    } else {
      wrote(owner, object, resourceVersion);
    }
  }

  /** Forgets everything about an owner that no longer exists. */
  public void forget(ObjectKey owner) {
    byOwner.remove(owner);
  }

  /**
   * What the caches have to show before the owner is decided on again. A pass does not read
   * everything of it: an object that the owner let go is its concern no longer, and yet its last
   * write to it counts.
   */
  public Set<ObjectKey> awaited(ObjectKey owner) {
    Map<ObjectKey, Expectation> expectations = byOwner.get(owner);
    return expectations == null ? Set.of() : Set.copyOf(expectations.keySet());
  }

  /**
   * Judges a snapshot.
   *
   * @param owner the primary of the pass
   * @param cached resource version of every object the pass read and of every {@link #awaited} one
   *     as the caches had it before; objects the caches do not have are absent
   * @return {@link Behind} before {@link ReadLive}: while one object is expected to catch up,
   *     nothing is decided anyway
   */
  public FenceVerdict check(ObjectKey owner, Map<ObjectKey, String> cached) {
    Map<ObjectKey, Expectation> expectations = byOwner.get(owner);
    if (expectations == null) {
      return new CaughtUp();
    }
    Map<Answer, Set<ObjectKey>> answers = new HashMap<>();
    long now = clock.nanoTime();
    expectations.forEach(
        (object, expectation) -> {
          Answer answer = judge(expectation, cached.get(object), now);
          if (answer == Answer.MET) {
            expectations.remove(object, expectation);
          } else {
            answers.computeIfAbsent(answer, _ -> new TreeSet<>(KEYS_BY_TEXT)).add(object);
          }
        });
    byOwner.computeIfPresent(owner, (_, left) -> left.isEmpty() ? null : left);
    if (answers.containsKey(Answer.WAIT)) {
      return new Behind(answers.get(Answer.WAIT));
    }
    return answers.containsKey(Answer.READ_LIVE)
        ? new ReadLive(answers.get(Answer.READ_LIVE))
        : new CaughtUp();
  }

  /** Number of open expectations, for tests of growth. */
  public int size() {
    return byOwner.values().stream().mapToInt(Map::size).sum();
  }

  private static Answer judge(Expectation expectation, @Nullable String cached, long now) {
    return switch (expectation) {
      case Expectation.Unknown _ -> Answer.READ_LIVE;
      case Expectation.AtLeast(String version, long since) ->
          cached != null && ResourceVersions.compare(cached, version) >= 0
              ? Answer.MET
              : late(since, now);
      case Expectation.Gone(String deleted, long since) ->
          cached == null || ResourceVersions.compare(cached, deleted) > 0
              ? Answer.MET
              : late(since, now);
    };
  }

  private static Answer late(long sinceNanos, long now) {
    return now - sinceNanos >= PATIENCE.toNanos() ? Answer.READ_LIVE : Answer.WAIT;
  }

  private void expect(ObjectKey owner, ObjectKey object, Expectation expectation) {
    byOwner.compute(
        owner,
        (_, existing) -> {
          Map<ObjectKey, Expectation> expectations =
              existing == null ? new ConcurrentHashMap<>() : existing;
          expectations.put(object, expectation);
          return expectations;
        });
  }

  private void drop(ObjectKey owner, ObjectKey object) {
    byOwner.computeIfPresent(
        owner,
        (_, expectations) -> {
          expectations.remove(object);
          return expectations.isEmpty() ? null : expectations;
        });
  }

  private static final java.util.Comparator<ObjectKey> KEYS_BY_TEXT =
      java.util.Comparator.comparing(ObjectKey::toString).thenComparing(ObjectKey::group);
}
