package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiConfig;
import io.rolloutoperator.engine.traffic.ManagedRouteChange;
import io.rolloutoperator.engine.traffic.RouteEdit;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import io.rolloutoperator.traffic.RouteObject;
import io.rolloutoperator.traffic.TrafficFailure;
import java.util.List;

/** Edits one route: weights, experiments, header rules, label and note in one write, or none. */
record RouteEditor(GatewayApiConfig config, String rolloutNamespace, TrafficTarget target) {

  /** What became of the route. */
  sealed interface Outcome {
    record Unchanged() implements Outcome {}

    record Changed(RouteEdit edit) implements Outcome {}

    record Failed(TrafficFailure failure) implements Outcome {}
  }

  Outcome edit(SelectedRoute selected, RouteObject observed) {
    ManagedRules managed = new ManagedRules(target);
    WeightedRules weighted = new WeightedRules(target, managed);
    if (!(observed.tree().deepCopy() instanceof ObjectNode route)) {
      return new Outcome.Failed(new TrafficFailure.RouteNotFound(selected.ref()));
    }
    List<ObjectNode> rules = weighted.in(route);
    if (rules.isEmpty()) {
      return new Outcome.Failed(backendNotFound(selected, route));
    }
    editHeaderRules(selected, route, rules, new HeaderRules(target, managed));
    weighted.edit(rules);
    if (selected.kind() == GatewayKind.HTTP) {
      new ExperimentBackends(target, rolloutNamespace).edit(rules.getFirst());
    }
    new InProgressLabel(config).edit(route, target.canaryWeight());
    if (route.equals(observed.tree())) {
      return new Outcome.Unchanged();
    }
    new ManagedFieldsNote(target, managed).edit(route);
    return new Outcome.Changed(
        new RouteEdit(
            observed.ref(), observed.version(), RoutePatch.between(observed.tree(), route)));
  }

  private void editHeaderRules(
      SelectedRoute selected, ObjectNode route, List<ObjectNode> sources, HeaderRules headers) {
    switch (target.change()) {
      case ManagedRouteChange.Leave() -> {}
      case ManagedRouteChange.RemoveAll() -> headers.removeAll(route);
      case ManagedRouteChange.Header(var step) -> {
        if (selected.headerRoutes() && selected.kind().headers()) {
          headers.upsert(route, sources, step);
        }
      }
    }
  }

  private TrafficFailure backendNotFound(SelectedRoute selected, JsonNode route) {
    boolean hasCanary =
        Rules.of(route).stream()
            .anyMatch(rule -> Rules.backend(rule, target.canaryService()).isPresent());
    return new TrafficFailure.BackendNotFound(
        selected.ref(),
        hasCanary ? target.stableService() : target.canaryService(),
        "failed to set weight via plugin: " + selected.kind().backendNotFound());
  }
}
