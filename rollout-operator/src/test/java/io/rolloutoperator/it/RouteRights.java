package io.rolloutoperator.it;

import io.rolloutoperator.it.RightUse.Row;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a release with weights needs: Services and routes. */
final class RouteRights {
  private static final String HTTP = "httpRoute: shop";
  private static final String GRPC = "grpcRoutes: [{name: shop}]";
  private static final String FOREIGN = "namespace: default, httpRoute: shop";

  private RouteRights() {}

  static List<Row> rows() {
    return List.of(
        Row.ofSome("get services", RouteRights::loseAnswer),
        Row.ofSome("patch services", RouteRights::releaseByHttp),
        Row.ofSome("get httproutes.gateway.networking.k8s.io", RouteRights::releaseByHttp),
        Row.ofSome("patch httproutes.gateway.networking.k8s.io", RouteRights::releaseByHttp),
        Row.ofSome("list httproutes.gateway.networking.k8s.io", lane -> absent(lane, HTTP)),
        Row.ofSome("watch httproutes.gateway.networking.k8s.io", RouteRights::watchHttp),
        Row.ofSome("get grpcroutes.gateway.networking.k8s.io", RouteRights::releaseByGrpc),
        Row.ofSome("patch grpcroutes.gateway.networking.k8s.io", RouteRights::releaseByGrpc),
        Row.ofSome("list grpcroutes.gateway.networking.k8s.io", lane -> absent(lane, GRPC)),
        Row.ofSome("watch grpcroutes.gateway.networking.k8s.io", RouteRights::watchGrpc),
        Row.ofSome(RightRows.OF_THE_CLUSTER.toString(), lane -> absent(lane, FOREIGN)));
  }

  private static RightUse releaseByHttp(RightsLane lane) {
    return release(lane, deployByHttp(lane));
  }

  private static RightUse releaseByGrpc(RightsLane lane) {
    return release(lane, deployByGrpc(lane));
  }

  /** A kind of routes is watched once a Rollout has one of it. */
  private static RightUse watchHttp(RightsLane lane) {
    var _ = deployByHttp(lane);
    return WatchRights.watch(lane, "httproutes");
  }

  private static RightUse watchGrpc(RightsLane lane) {
    var _ = deployByGrpc(lane);
    return WatchRights.watch(lane, "grpcroutes");
  }

  private static LiveRollout deployByHttp(RightsLane lane) {
    LiveRoute route = LiveRoute.apply(lane.namespace(), "shop");
    return lane.deploy("shop", canary(route, HTTP));
  }

  private static RightUse loseAnswer(RightsLane lane) {
    return ReleaseRights.loseAnswer(lane, "services", releaseByHttp(lane));
  }

  private static LiveRollout deployByGrpc(RightsLane lane) {
    LiveRoute route = new LiveRoute(lane.namespace(), "shop");
    route.applyServices();
    lane.namespace()
        .apply(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GRPCRoute
            metadata: {name: shop}
            spec:
              rules:
              - backendRefs:
                - {name: shop-stable, port: 80, weight: 100}
                - {name: shop-canary, port: 80, weight: 0}
            """);
    return lane.deploy("shop", canary(route, GRPC));
  }

  private static RightUse release(RightsLane lane, LiveRollout shop) {
    return lane.use(() -> shop.version("v2"), () -> shop.awaitPhase("Healthy"));
  }

  /** Why a route is not there, or not to be used, a list tells. */
  private static RightUse absent(RightsLane lane, String route) {
    LiveRoute services = new LiveRoute(lane.namespace(), "shop");
    services.applyServices();
    AtomicInteger looks = new AtomicInteger();
    LiveRollout shop = new LiveRollout(lane.namespace(), "shop");
    return lane.use(
        () -> lane.apply("shop", canary(services, route)),
        () ->
            lane.nudgeUntil(
                "it is looked for again",
                () ->
                    shop.patch(
                        "{metadata: {annotations: {look: \"%d\"}}}"
                            .formatted(looks.incrementAndGet())),
                () -> lane.operator().missing().isEmpty()));
  }

  private static String canary(LiveRoute route, String reference) {
    return route.strategy("[{setWeight: 50}]", "").replace(HTTP, reference);
  }
}
