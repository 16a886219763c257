package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.traffic.RouteKind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers for a while whether the API server serves a kind of routes. The question costs a list,
 * and a Rollout whose route is missing would ask it in every pass.
 *
 * <p>Only the words for a missing route depend on the answer. A route that is there is found
 * whatever is remembered of its kind.
 *
 * <p>The log tells of a kind once that it is missing, and once that it is there after all.
 */
final class ServedKinds {
  private static final Logger log = LoggerFactory.getLogger(ServedKinds.class);

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
  private final Set<RouteKind> missing = ConcurrentHashMap.newKeySet();

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
    if (answer == Answer.SERVED) {
      found(kind);
    } else if (answer == Answer.UNSERVED && missing.add(kind)) {
      log.warn(
          "{} of {} is not installed: Rollouts that route by it wait, all others go on",
          kind.kind(),
          kind.group());
    }
    return answer != Answer.UNSERVED;
  }

  /** An object of the kind was seen. */
  void found(RouteKind kind) {
    if (missing.remove(kind)) {
      log.info("{} of {} is installed now", kind.kind(), kind.group());
    }
  }
}
