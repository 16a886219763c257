package io.rolloutoperator.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.engine.traffic.TrafficView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The routes of one Rollout, as the engine sees them.
 *
 * @param router the router that its configuration names
 * @param observed what the router asked to be read
 */
public record RoutesView(TrafficRouter router, ObservedRoutes observed) implements TrafficView {

  @Override
  public Edits edits(io.rolloutoperator.engine.traffic.TrafficTarget target) {
    TrafficPlan plan = router.plan(observed, detailed(target));
    return plan.failure()
        .<Edits>map(failure -> new Edits.Impossible(failure.event()))
        .orElseGet(() -> new Edits.Ready(plan.edits().stream().map(this::edit).toList()));
  }

  /** Why no weights can be written between the two Services, whatever they are. */
  public Optional<TrafficFailure> obstacle(String canaryService, String stableService) {
    return router
        .plan(
            observed,
            detailed(
                new io.rolloutoperator.engine.traffic.TrafficTarget(
                    canaryService, stableService, 0, 100)))
        .failure();
  }

  @Override
  public Optional<Boolean> verified(io.rolloutoperator.engine.traffic.TrafficTarget target) {
    return Optional.of(router.verify(observed, detailed(target)) instanceof Verification.Verified);
  }

  @Override
  public Optional<Split> split(String canaryService, String stableService) {
    return router.split(observed, canaryService, stableService);
  }

  private static TrafficTarget detailed(io.rolloutoperator.engine.traffic.TrafficTarget target) {
    return new TrafficTarget(
        target.canaryService(),
        target.stableService(),
        target.canaryWeight(),
        target.maxWeight(),
        List.of(),
        Set.of(),
        List.of(),
        List.of(),
        new ManagedRouteChange.Leave());
  }

  private io.rolloutoperator.engine.traffic.RouteEdit edit(RouteEdit edit) {
    RouteObject route = observed.find(edit.ref()).orElseThrow();
    ObjectNode patch = edit.patch().deepCopy();
    return new io.rolloutoperator.engine.traffic.RouteEdit(
        route.tree().path("apiVersion").asText(),
        edit.ref().kind().kind(),
        edit.ref().kind().plural(),
        edit.ref().namespace(),
        edit.ref().name(),
        route.resourceVersion(),
        patch);
  }
}
