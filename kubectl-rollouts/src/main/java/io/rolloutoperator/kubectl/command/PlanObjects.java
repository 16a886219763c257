package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.snapshot.SelectorText;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.engine.validation.ReferenceValidator;
import io.rolloutoperator.kubectl.action.OwnedReplicaSets;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.traffic.RouteQuery;
import io.rolloutoperator.traffic.Routers;
import io.rolloutoperator.traffic.TrafficRouter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what an update of a Rollout depends on, and nothing that it does not name. What the user
 * gave takes the place of what the cluster has.
 */
final class PlanObjects {

  private static final Kind SERVICE = new Kind("", "v1", "services", "Service", true);

  private final Cluster cluster;
  private final List<JsonNode> objects = new ArrayList<>();

  PlanObjects(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * ReplicaSets, AnalysisRuns, Services, routes and templates, each with its kind.
   *
   * @param wanted the Rollout with the spec that is to come
   */
  List<JsonNode> read(JsonNode wanted, List<JsonNode> given) throws CommandFailure {
    String namespace = At.namespace(wanted);
    OwnedReplicaSets.of(wanted, cluster).forEach(set -> add(Kind.REPLICA_SET, set));
    for (JsonNode run : cluster.list(Selection.of(Kind.ANALYSIS_RUN, namespace)).items()) {
      if (At.isOwnedBy(run, At.uid(wanted))) {
        add(Kind.ANALYSIS_RUN, run);
      }
    }
    if (Decoder.spec(wanted.get("spec"), RolloutSpec.class)
        instanceof Decoded.Valid<RolloutSpec>(RolloutSpec spec)) {
      for (String service : ReferenceValidator.services(spec).stream().sorted().toList()) {
        find(new ObjectRef(SERVICE, namespace, service));
      }
      templates(namespace, spec);
      routes(namespace, spec);
    }
    given.forEach(this::replace);
    return List.copyOf(objects);
  }

  private void add(Kind kind, JsonNode object) {
    ObjectNode whole = object.deepCopy();
    objects.add(whole.put("apiVersion", kind.apiVersion()).put("kind", kind.name()));
  }

  private void find(ObjectRef ref) throws CommandFailure {
    cluster.find(ref).ifPresent(object -> add(ref.kind(), object));
  }

  private void replace(JsonNode given) {
    String kind = At.text(given, "kind");
    objects.removeIf(
        known -> At.text(known, "kind").equals(kind) && At.name(known).equals(At.name(given)));
    objects.add(given);
  }

  private void templates(String namespace, RolloutSpec spec) throws CommandFailure {
    Set<AnalysisTemplateRef> seen = new HashSet<>();
    Deque<AnalysisTemplateRef> open = new ArrayDeque<>(ReferenceValidator.templates(spec));
    while (!open.isEmpty()) {
      AnalysisTemplateRef ref = open.pop();
      if (seen.add(ref)) {
        open.addAll(template(namespace, ref));
      }
    }
  }

  /** Reads a template; the ones that it includes. */
  private List<AnalysisTemplateRef> template(String namespace, AnalysisTemplateRef ref)
      throws CommandFailure {
    Kind kind = ref.clusterScope() ? Kind.CLUSTER_ANALYSIS_TEMPLATE : Kind.ANALYSIS_TEMPLATE;
    Optional<JsonNode> template = cluster.find(new ObjectRef(kind, namespace, ref.templateName()));
    template.ifPresent(found -> add(kind, found));
    return template
        .map(found -> Decoder.spec(found.get("spec"), AnalysisTemplateSpec.class))
        .map(
            spec ->
                spec instanceof Decoded.Valid<AnalysisTemplateSpec>(AnalysisTemplateSpec valid)
                    ? valid.templates()
                    : List.<AnalysisTemplateRef>of())
        .orElse(List.of());
  }

  private void routes(String namespace, RolloutSpec spec) throws CommandFailure {
    Optional<Routers.Named> named =
        Optional.ofNullable(spec.strategy().canary())
            .flatMap(canary -> Routers.of(canary, namespace));
    if (named.isPresent()
        && named.get().router() instanceof Decoded.Valid<TrafficRouter>(TrafficRouter router)) {
      for (RouteQuery query : router.queries()) {
        switch (query) {
          case RouteQuery.Named(RouteRef ref) -> route(ref);
          case RouteQuery.Selected selected ->
              list(selected.kind(), selected.namespace(), SelectorText.of(selected.selector()));
          case RouteQuery.Grants(RouteKind kind, String of) -> list(kind, of, "");
        }
      }
    }
  }

  /** The first served version of the kind that has it. */
  private void route(RouteRef ref) throws CommandFailure {
    for (String version : ref.kind().versions()) {
      ObjectRef object = new ObjectRef(kind(ref.kind(), version), ref.namespace(), ref.name());
      Optional<JsonNode> found = cluster.find(object);
      if (found.isPresent()) {
        add(object.kind(), found.get());
        return;
      }
    }
  }

  private void list(RouteKind kind, String namespace, String labels) throws CommandFailure {
    for (String version : kind.versions()) {
      Kind of = kind(kind, version);
      try {
        cluster
            .list(Selection.labelled(of, namespace, Objects.requireNonNullElse(labels, "")))
            .items()
            .forEach(object -> add(of, object));
        return;
      } catch (ApiFailure e) {
        if (!e.notFound()) {
          throw e;
        }
      }
    }
  }

  private static Kind kind(RouteKind kind, String version) {
    return new Kind(kind.group(), version, kind.plural(), kind.kind(), true);
  }
}
