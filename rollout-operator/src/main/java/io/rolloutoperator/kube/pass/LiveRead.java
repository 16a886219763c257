package io.rolloutoperator.kube.pass;

import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.objects.Kinds;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what became of writes whose answer was lost: the caches must show that, or newer,
 * before the next decision.
 */
final class LiveRead {

  private static final List<ApiResource> KNOWN =
      List.of(Kinds.ROLLOUT, Kinds.ANALYSIS_RUN, Kinds.REPLICA_SET, Kinds.SERVICE);

  private final ObjectApi api;
  private final WriteFence fence;

  LiveRead(ObjectApi api, WriteFence fence) {
    this.api = api;
    this.fence = fence;
  }

  /** Reads the objects; says in one line which could not be read, if one could not. */
  Optional<String> of(ObjectKey owner, Set<ObjectKey> objects) {
    return objects.stream()
        .map(object -> read(owner, object))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> read(ObjectKey owner, ObjectKey object) {
    Optional<ApiResource> resource = resource(object);
    if (resource.isEmpty()) {
      // Routes are read live in every pass anyway.
      fence.readLive(owner, object, null);
      return Optional.empty();
    }
    return switch (api.get(resource.get(), object.namespace(), object.name())) {
      case ApiAnswer.Done done -> {
        fence.readLive(owner, object, done.resourceVersion());
        yield Optional.empty();
      }
      case ApiAnswer.NotFound _ -> {
        fence.readLive(owner, object, null);
        yield Optional.empty();
      }
      case ApiAnswer failed -> Optional.of(object + " cannot be read: " + failed);
    };
  }

  private static Optional<ApiResource> resource(ObjectKey object) {
    return KNOWN.stream()
        .filter(kind -> kind.kind().equals(object.kind()) && kind.group().equals(object.group()))
        .findFirst();
  }
}
