package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.Discovery;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Kinds that a cluster may do without. That one is missing is believed for a while, as every pass
 * of every unit asks.
 */
final class OptionalKinds {
  private static final Duration BELIEVED = Duration.ofSeconds(30);

  private record Kind(String apiVersion, String kind) {}

  private final Map<Kind, Long> missingSinceNanos = new ConcurrentHashMap<>();

  /**
   * The kind, if the API server has it.
   *
   * @throws UnansweredException if the API server could not say
   */
  Optional<ApiResource> find(PassKinds kinds, String apiVersion, String kind) {
    Kind key = new Kind(apiVersion, kind);
    Long since = missingSinceNanos.get(key);
    if (since != null && System.nanoTime() - since < BELIEVED.toNanos()) {
      return Optional.empty();
    }
    return switch (kinds.find(apiVersion, kind)) {
      case Discovery.Answer.Served(ApiResource resource, boolean _) -> Optional.of(resource);
      case Discovery.Answer.NotServed _ -> {
        missingSinceNanos.put(key, System.nanoTime());
        yield Optional.empty();
      }
      case Discovery.Answer.Unreadable(var why) ->
          throw UnansweredException.of(apiVersion + " " + kind, why);
    };
  }
}
