package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds back a status write that would do nothing but move counts of pods: while an update scales,
 * the next pass mostly has more to say, and then one write says both. Counts are late by a quarter
 * of a second at most. What is held back is known to nobody else, so losing it with the process
 * harms nothing.
 */
final class CounterDelay {

  private static final Duration LONGEST = Duration.ofMillis(250);

  private static final Set<String> COUNTERS =
      Set.of("HPAReplicas", "availableReplicas", "readyReplicas", "replicas", "updatedReplicas");

  private final Map<ObjectKey, Instant> since = new ConcurrentHashMap<>();

  /** How long the write still waits; empty if it is to be sent now. */
  Optional<Duration> left(ObjectKey key, ObjectNode difference, Instant now) {
    if (!onlyCounters(difference)) {
      since.remove(key);
      return Optional.empty();
    }
    Duration waited = Duration.between(since.computeIfAbsent(key, _ -> now), now);
    if (waited.isNegative() || waited.compareTo(LONGEST) >= 0) {
      since.remove(key);
      return Optional.empty();
    }
    return Optional.of(LONGEST.minus(waited));
  }

  /** Nothing is held back for this object any more. */
  void forget(ObjectKey key) {
    since.remove(key);
  }

  private static boolean onlyCounters(JsonNode difference) {
    return difference.properties().stream().allMatch(field -> COUNTERS.contains(field.getKey()));
  }
}
