package io.rolloutoperator.kubectl.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.analysis.providers.ProviderNames;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.snapshot.AnalysisRunFacts;
import io.rolloutoperator.engine.snapshot.ServiceFacts;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.engine.validation.ReferenceValidator;
import io.rolloutoperator.kubectl.forecast.Beginning.Knowledge;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.traffic.RouteQuery;
import io.rolloutoperator.traffic.TrafficRouter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the objects around a Rollout as the engine takes them. */
record KnownObjects(Beginning beginning) {

  Stream<JsonNode> ofKind(String kind) {
    return beginning.objects().stream().filter(object -> At.text(object, "kind").equals(kind));
  }

  /** Those of a spec; one that nobody knows selects whatever it should. */
  List<ServiceFacts> services(Collection<String> named) {
    Map<String, ServiceFacts> services = new TreeMap<>();
    if (beginning.knowledge() == Knowledge.SOME) {
      named.forEach(name -> services.put(name, new ServiceFacts(name, Map.of(), Map.of())));
    }
    ofKind("Service").forEach(service -> services.put(At.name(service), facts(service)));
    return List.copyOf(services.values());
  }

  private static ServiceFacts facts(JsonNode service) {
    return new ServiceFacts(
        At.name(service),
        texts(At.node(service, "spec", "selector")),
        texts(At.node(service, "metadata", "annotations")));
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  TemplateCatalog templates(RolloutSpec spec) {
    Map<AnalysisTemplateRef, AnalysisTemplateSpec> templates = new HashMap<>();
    ofKind("AnalysisTemplate").forEach(template -> add(template, false, templates));
    ofKind("ClusterAnalysisTemplate").forEach(template -> add(template, true, templates));
    if (beginning.knowledge() == Knowledge.SOME) {
      Stream.concat(
              ReferenceValidator.templates(spec).stream(),
              List.copyOf(templates.values()).stream().flatMap(each -> each.templates().stream()))
          .forEach(ref -> templates.putIfAbsent(ref, Assumed.TEMPLATE));
    }
    return new TemplateCatalog(templates);
  }

  /** Metrics of the analyses that nobody could measure: such an analysis aborts the update. */
  Stream<String> unmeasurable(RolloutSpec spec) {
    return templates(spec).collect(ReferenceValidator.templates(spec))
            instanceof TemplateCatalog.Collection.Found(var found)
        ? found.entrySet().stream()
            .flatMap(
                template ->
                    template.getValue().metrics().stream()
                        .flatMap(
                            metric ->
                                Optional.ofNullable(metric.provider())
                                    .flatMap(ProviderNames::problem)
                                    .stream())
                        .map(problem -> template.getKey().templateName() + ": " + problem))
        : Stream.empty();
  }

  /** One that cannot be read counts as absent, as for the controller. */
  private static void add(
      JsonNode template,
      boolean cluster,
      Map<AnalysisTemplateRef, AnalysisTemplateSpec> templates) {
    if (Decoder.spec(template.get("spec"), AnalysisTemplateSpec.class)
        instanceof Decoded.Valid<AnalysisTemplateSpec>(AnalysisTemplateSpec spec)) {
      templates.put(new AnalysisTemplateRef(At.name(template), cluster), spec);
    }
  }

  /** The AnalysisRuns, newest first. */
  Map<String, AnalysisRunFacts> runs() {
    Map<String, AnalysisRunFacts> runs = new LinkedHashMap<>();
    ofKind("AnalysisRun").forEach(run -> runs.put(At.name(run), run(run)));
    return runs;
  }

  private static AnalysisRunFacts run(JsonNode run) {
    return new AnalysisRunFacts(
        At.name(run),
        At.time(run, "metadata", "creationTimestamp").orElse(Instant.EPOCH),
        texts(At.node(run, "metadata", "labels")),
        At.text(run, "status", "phase"),
        At.text(run, "status", "message"),
        At.flag(run, "spec", "terminate"));
  }

  /** The routes that a router asks for; one that nobody knows leads to both Services. */
  Map<RouteRef, ObjectNode> routes(TrafficRouter router, CanaryStrategy canary) {
    Map<RouteRef, ObjectNode> routes = new LinkedHashMap<>();
    for (RouteQuery query : router.queries()) {
      switch (query) {
        case RouteQuery.Named(RouteRef ref) -> {
          if (beginning.knowledge() == Knowledge.SOME) {
            routes.put(ref, Assumed.route(ref, canary));
          }
          ofKind(ref.kind().kind())
              .filter(route -> At.name(route).equals(ref.name()))
              .forEach(route -> routes.put(ref, route.deepCopy()));
        }
        case RouteQuery.Selected selected ->
            ofKind(selected.kind().kind())
                .forEach(
                    route ->
                        routes.put(
                            new RouteRef(selected.kind(), selected.namespace(), At.name(route)),
                            route.deepCopy()));
        case RouteQuery.Grants _ -> {
          // They are no routes.
        }
      }
    }
    return routes;
  }

  /**
   * The permissions to use routes of another namespace; what nobody knows is permitted.
   *
   * @param rolloutNamespace of the Rollout, "" if its file leaves it open
   */
  List<JsonNode> grants(TrafficRouter router, String rolloutNamespace) {
    List<JsonNode> grants = new ArrayList<>(ofKind("ReferenceGrant").toList());
    if (beginning.knowledge() == Knowledge.SOME && grants.isEmpty()) {
      for (RouteQuery query : router.queries()) {
        if (query instanceof RouteQuery.Grants(RouteKind kind, String namespace)) {
          grants.add(Assumed.grant(kind, namespace, rolloutNamespace));
        }
      }
    }
    return grants;
  }
}
