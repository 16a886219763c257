package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.objects.Kinds;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  void of(ObjectKey owner, Set<ObjectKey> objects) {
    objects.forEach(object -> read(owner, object));
  }

  private void read(ObjectKey owner, ObjectKey object) {
    ApiResource resource = resource(object);
    if (resource == null) {
      // Routes are read live in every pass anyway.
      fence.readLive(owner, object, null);
      return;
    }
    switch (api.get(resource, object.namespace(), object.name())) {
      case ApiAnswer.Done done -> fence.readLive(owner, object, done.resourceVersion());
      case ApiAnswer.NotFound _ -> fence.readLive(owner, object, null);
      case ApiAnswer failed -> throw new CannotReadException(object + " cannot be read: " + failed);
    }
  }

  private static @Nullable ApiResource resource(ObjectKey object) {
    return KNOWN.stream()
        .filter(kind -> kind.kind().equals(object.kind()) && kind.group().equals(object.group()))
        .findFirst()
        .orElse(null);
  }
}
