package io.rolloutoperator.kube.rollout;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.traffic.RouteQuery;
import java.util.List;

/** Hears which routes the passes of Rollouts look at. */
interface RouteListener {

  /** For work without routes. */
  RouteListener NOBODY =
      new RouteListener() {
        @Override
        public void needs(ResourceID rollout, List<RouteQuery> routes) {}

        @Override
        public void served(ApiResource kind) {}

        @Override
        public void saw(ResourceID rollout, RouteRef route, String resourceVersion) {}
      };

  /** A pass begins to read these, and no others; none without a router. */
  void needs(ResourceID rollout, List<RouteQuery> routes);

  /** The API server serves this kind of routes. */
  void served(ApiResource kind);

  /** The pass read, or wrote, a route in this version. */
  void saw(ResourceID rollout, RouteRef route, String resourceVersion);
}
