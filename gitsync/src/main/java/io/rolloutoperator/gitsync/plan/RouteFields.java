package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.rollout.gatewayapi.RouteNotes;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Routes of the Gateway API: weights of a Rollout's Services, rules that its steps added, backends
 * of its experiments. Rules are matched by name, or else by their matches.
 */
final class RouteFields implements ManagedFields {

  static final String REASON = "WeightsManagedByRollout";

  static final String GROUP = "gateway.networking.k8s.io";

  /** Whether an object is of the Gateway API. */
  static boolean isRoute(ObjectId id) {
    return id.group().equals(GROUP);
  }

  @Override
  public Merged merge(Merged merged, Optional<ObjectNode> live, Workloads workloads) {
    if (!isRoute(ObjectId.of(merged.desired()))) {
      return merged;
    }
    List<RouteClaim> claims = RouteClaim.on(merged.desired(), live, workloads.rollouts());
    if (claims.isEmpty()) {
      return merged;
    }
    ObjectNode copy = merged.desired().deepCopy();
    if (copy.path("metadata").get("annotations") instanceof ObjectNode annotations) {
      // The rollout controller's note of which fields these are; a copy in Git is out of date.
      annotations.remove(RouteNotes.MANAGED_FIELDS);
    }
    List<String> paths = new ArrayList<>();
    for (RouteClaim claim : claims) {
      if (live.isPresent()) {
        paths.addAll(new Merge(copy, live.get(), claim).run());
      } else {
        paths.addAll(fromStatus(copy, claim));
      }
    }
    return live.isPresent()
        ? merged.atReadVersion(copy, paths, REASON)
        : merged.changed(copy, paths, REASON);
  }

  /** A route that somebody deleted comes back with the weights that the Rollout wants. */
  private static List<String> fromStatus(ObjectNode route, RouteClaim claim) {
    List<String> paths = new ArrayList<>();
    for (RouteRule rule : RouteRule.of(route)) {
      if (rule.splits(claim) && claim.split().isPresent()) {
        paths.addAll(put(rule, claim, claim.split().get()));
      }
    }
    return paths;
  }

  /** Writes the weights and tells which of Git's they replace. */
  private static List<String> put(RouteRule rule, RouteClaim claim, RouteClaim.Split split) {
    List<String> paths = new ArrayList<>();
    put(rule, claim.canary(), split.canary()).ifPresent(paths::add);
    put(rule, claim.stable(), split.stable()).ifPresent(paths::add);
    return paths;
  }

  private static Optional<String> put(RouteRule rule, String service, JsonNode weight) {
    Optional<ObjectNode> backend = rule.backend(service);
    if (backend.isEmpty()) {
      return Optional.empty();
    }
    boolean inGit = backend.get().has("weight");
    if (weight.isMissingNode()) {
      backend.get().remove("weight");
    } else {
      backend.get().set("weight", weight);
    }
    int index = rule.backends().indexOf(backend.get());
    return inGit
        ? Optional.of("/spec/rules/%d/backendRefs/%d/weight".formatted(rule.index(), index))
        : Optional.empty();
  }

  /** One Rollout's part of one route that exists. */
  private record Merge(ObjectNode desired, ObjectNode live, RouteClaim claim) {

    List<String> run() {
      List<String> paths = new ArrayList<>();
      List<RouteRule> liveSplits =
          RouteRule.of(live).stream()
              .filter(rule -> rule.splits(claim) && !rule.injectedBy(claim))
              .toList();
      Set<Integer> taken = new HashSet<>();
      for (RouteRule rule : RouteRule.of(desired)) {
        if (rule.splits(claim) && !rule.injectedBy(claim)) {
          Optional<RouteRule> match = rule.match(liveSplits, taken);
          match.ifPresent(found -> taken.add(found.index()));
          Optional<RouteClaim.Split> split = match.map(this::split).or(() -> elsewhere(liveSplits));
          split.ifPresent(found -> paths.addAll(put(rule, claim, found)));
          match.ifPresent(found -> keepExperiments(rule, found));
        }
      }
      keepInjected();
      return paths;
    }

    /** All rules of a route split alike, so a new rule begins with the weights of another one. */
    private Optional<RouteClaim.Split> elsewhere(List<RouteRule> liveSplits) {
      return liveSplits.stream().findFirst().map(this::split).or(claim::split);
    }

    private RouteClaim.Split split(RouteRule rule) {
      return new RouteClaim.Split(weight(rule, claim.canary()), weight(rule, claim.stable()));
    }

    private static JsonNode weight(RouteRule rule, String service) {
      return rule.backend(service).orElseThrow().path("weight");
    }

    private void keepExperiments(RouteRule rule, RouteRule found) {
      for (ObjectNode backend : found.backends()) {
        String service = backend.path("name").asText();
        if (claim.experiments().contains(service)
            && rule.backend(service).isEmpty()
            && rule.tree().get("backendRefs") instanceof ArrayNode refs) {
          refs.add(backend.deepCopy());
        }
      }
    }

    private void keepInjected() {
      Set<String> names = new HashSet<>();
      RouteRule.of(desired).forEach(rule -> names.add(rule.name()));
      names.remove("");
      if (!(desired.path("spec").get("rules") instanceof ArrayNode rules)) {
        return;
      }
      for (RouteRule rule : RouteRule.of(live)) {
        if (rule.injectedBy(claim) && !names.contains(rule.name())) {
          rules.add(rule.tree().deepCopy());
        }
      }
    }
  }
}
