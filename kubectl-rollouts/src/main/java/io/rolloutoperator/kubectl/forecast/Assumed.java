package io.rolloutoperator.kubectl.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.ApiGroup;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import java.util.List;

/** Stands for objects that nobody has shown: they are as they should be. */
public final class Assumed {

  /** A template that measures nothing and wants nothing. */
  public static final AnalysisTemplateSpec TEMPLATE =
      new AnalysisTemplateSpec(List.of(), List.of(), List.of(), List.of(), List.of());

  private Assumed() {}

  /** A route that leads to both Services of a canary. */
  public static ObjectNode route(RouteRef ref, CanaryStrategy canary) {
    ObjectNode route = JsonNodeFactory.instance.objectNode();
    route.put("apiVersion", ref.kind().group() + "/" + ref.kind().preferredVersion());
    route.put("kind", ref.kind().kind());
    route.putObject("metadata").put("name", ref.name()).put("namespace", ref.namespace());
    var backends = route.putObject("spec").putArray("rules").addObject().putArray("backendRefs");
    backends.addObject().put("name", canary.stableService()).put("weight", 100);
    backends.addObject().put("name", canary.canaryService()).put("weight", 0);
    return route;
  }

  /**
   * A permission to use the routes of a namespace.
   *
   * @param rolloutNamespace of the Rollout, "" if its file leaves it open
   */
  public static JsonNode grant(RouteKind grant, String namespace, String rolloutNamespace) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.putObject("metadata").put("namespace", namespace);
    ObjectNode spec = tree.putObject("spec");
    spec.putArray("from")
        .addObject()
        .put("group", ApiGroup.GROUP)
        .put("kind", "Rollout")
        .put("namespace", rolloutNamespace);
    var to = spec.putArray("to");
    for (String kind : List.of("HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute")) {
      to.addObject().put("group", grant.group()).put("kind", kind);
    }
    return tree;
  }
}
