package io.rolloutoperator.demo;

import java.time.Instant;
import java.util.Map;

/**
 * How many pods were ready from some time on.
 *
 * @param since when this was first seen
 * @param ready by the hash of the version; versions without a ready pod are absent
 */
record PodCounts(Instant since, Map<String, Integer> ready) {

  PodCounts {
    ready = Map.copyOf(ready);
  }

  int of(String hash) {
    return ready.getOrDefault(hash, 0);
  }

  int all() {
    return ready.values().stream().mapToInt(Integer::intValue).sum();
  }
}
