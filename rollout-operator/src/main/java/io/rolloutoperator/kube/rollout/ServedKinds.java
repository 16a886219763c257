package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.traffic.RouteKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Remembers for a while whether the API server serves a kind of routes. The question costs a list,
 * and a Rollout whose route is missing would ask it in every pass.
 *
 * <p>Only the words for a missing route depend on the answer. A route that is there is found
 * whatever is remembered of its kind.
 */
final class ServedKinds {

  /** How long an answer holds. A kind that comes or goes is told that much later at most. */
  static final Duration HOLDS = Duration.ofSeconds(30);

  /** What the API server says. */
  enum Answer {
    SERVED,
    UNSERVED,
    /** Nothing that would be worth remembering; the kind is taken for served. */
    UNKNOWN
  }

  private record Asked(Answer answer, long nanos) {}

  private final LongSupplier nanoTime;
  private final Map<RouteKind, Asked> asked = new ConcurrentHashMap<>();

  /**
   * Remembers nothing yet.
   *
   * @param nanoTime a monotonic clock in nanoseconds
   */
  ServedKinds(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether the kind is served, as it was said a while ago or is said now. */
  boolean serves(RouteKind kind, Supplier<Answer> question) {
    Asked before = asked.get(kind);
    if (before != null && nanoTime.getAsLong() - before.nanos() < HOLDS.toNanos()) {
      return before.answer() == Answer.SERVED;
    }
    Answer answer = question.get();
    if (answer == Answer.UNKNOWN) {
      asked.remove(kind);
    } else {
      asked.put(kind, new Asked(answer, nanoTime.getAsLong()));
    }
    return answer != Answer.UNSERVED;
  }
}
