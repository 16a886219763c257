package io.rolloutoperator.kube.rollout;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.kube.client.ApiResource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a route.
 *
 * @param labels that it has and had
 * @param resourceVersion that it has now; empty if it is gone
 */
record RouteChange(Route route, Set<Map<String, String>> labels, String resourceVersion) {

  /**
   * A route, in every version of its kind.
   *
   * @param group API group
   * @param kind {@code HTTPRoute}
   */
  record Route(String group, String kind, String namespace, String name) {
    static Route of(RouteKind kind, String namespace, String name) {
      return new Route(kind.group(), kind.kind(), namespace, name);
    }
  }

  /** A route came, or is another one than before. */
  static RouteChange to(ApiResource kind, HasMetadata now, HasMetadata... before) {
    return new RouteChange(
        route(kind, now), labels(now, before), now.getMetadata().getResourceVersion());
  }

  static RouteChange gone(ApiResource kind, HasMetadata route) {
    return new RouteChange(route(kind, route), labels(route), "");
  }

  private static Route route(ApiResource kind, HasMetadata object) {
    return new Route(
        kind.group(),
        kind.kind(),
        object.getMetadata().getNamespace(),
        object.getMetadata().getName());
  }

  private static Set<Map<String, String>> labels(HasMetadata now, HasMetadata... before) {
    return Stream.concat(Stream.of(now), Arrays.stream(before))
        .map(object -> ReplicaSetReader.orEmpty(object.getMetadata().getLabels()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
