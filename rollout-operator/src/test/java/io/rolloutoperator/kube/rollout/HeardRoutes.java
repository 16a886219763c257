package io.rolloutoperator.kube.rollout;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.traffic.RouteQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Notes what it hears, a line each, and watches nothing. */
final class HeardRoutes implements RouteListener {
  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return lines;
  }

  @Override
  public void needs(ResourceID rollout, List<RouteQuery> routes) {
    lines.add(
        name(rollout)
            + " needs "
            + routes.stream().map(HeardRoutes::text).collect(Collectors.joining(", ")));
  }

  private static String text(RouteQuery query) {
    return switch (query) {
      case RouteQuery.Named(RouteRef ref) -> ref.namespace() + "/" + ref.name();
      case RouteQuery.Selected selected -> "all of " + selected.namespace();
      case RouteQuery.Grants grants -> "grants of " + grants.namespace();
    };
  }

  @Override
  public void served(ApiResource kind) {
    lines.add("served " + kind.apiVersion() + " " + kind.plural());
  }

  @Override
  public void saw(ResourceID rollout, RouteRef route, String resourceVersion) {
    lines.add(
        "%s saw %s/%s %s"
            .formatted(name(rollout), route.namespace(), route.name(), resourceVersion));
  }

  private static String name(ResourceID rollout) {
    return rollout.getNamespace().orElseThrow() + "/" + rollout.getName();
  }
}
