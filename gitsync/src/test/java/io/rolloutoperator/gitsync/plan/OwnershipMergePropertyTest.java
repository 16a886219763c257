package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random edits of a route in Git against random weights in the cluster. */
class OwnershipMergePropertyTest {

  private static final int ROUNDS = 3_000;
  private static final OwnershipMerge MERGE = new OwnershipMerge(List.of());
  private static final ObjectNode ROLLOUT =
      yaml(
          """
          {apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: r, namespace: shop},
           spec: {strategy: {canary: {canaryService: canary, stableService: stable,
            trafficRouting: {plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}}}}}}
          """);

  @Test
  void noWeightOfARolloutChangesAndNoOtherChangeIsLost() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      ObjectNode live = route(random);
      ObjectNode git = edited(live, random);
      Merged merged =
          MERGE.merge(git, Optional.of(live), new Workloads(List.of(ROLLOUT), List.of()));

      String context = "seed %d round %d%n%s%n%s%n%s".formatted(seed, round, live, git, merged);
      assertThat(weights(merged.desired(), live))
          .as(context)
          .isEqualTo(weights(live, merged.desired()));
      assertThat(withoutWeights(merged.desired())).as(context).isEqualTo(withoutWeights(git));
    }
  }

  private static ObjectNode route(Random random) {
    ObjectNode route =
        yaml(
            "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: web, namespace: shop}}");
    ArrayNode rules = route.putObject("spec").putArray("rules");
    boolean named = random.nextBoolean();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      ObjectNode rule = rules.addObject();
      if (named) {
        rule.put("name", "rule-" + i);
      }
      rule.putArray("matches")
          .addObject()
          .putObject("path")
          .put("type", "Exact")
          .put("value", "/" + i);
      addBackends(rule, random);
    }
    return route;
  }

  private static void addBackends(ObjectNode rule, Random random) {
    List<ObjectNode> backends = new ArrayList<>();
    for (String service : List.of("canary", "stable", "other")) {
      if (!service.equals("other") || random.nextBoolean()) {
        backends.add(
            JsonNodeFactory.instance
                .objectNode()
                .put("name", service)
                .put("port", 80)
                .put("weight", random.nextInt(101)));
      }
    }
    Collections.shuffle(backends, random);
    rule.putArray("backendRefs").addAll(backends);
  }

  /** Other weights, ports and filters, rules in another order, some gone. */
  private static ObjectNode edited(ObjectNode live, Random random) {
    ObjectNode git = live.deepCopy();
    List<JsonNode> rules = new ArrayList<>();
    git.path("spec").path("rules").forEach(rules::add);
    Collections.shuffle(rules, random);
    if (rules.size() > 1 && random.nextBoolean()) {
      rules.removeLast();
    }
    for (JsonNode rule : rules) {
      if (random.nextBoolean()) {
        ((ObjectNode) rule).putArray("filters").addObject().put("type", "F" + random.nextInt(3));
      }
      for (JsonNode backend : rule.path("backendRefs")) {
        edit((ObjectNode) backend, random);
      }
    }
    git.withObjectProperty("spec").putArray("rules").addAll(rules);
    return git;
  }

  private static void edit(ObjectNode backend, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> backend.put("weight", random.nextInt(101));
      case 1 -> backend.remove("weight");
      case 2 -> backend.put("port", 8000 + random.nextInt(5));
      default -> {}
    }
  }

  /** Weights of the Rollout's Services, by path of the rule; of rules that both routes have. */
  private static List<String> weights(ObjectNode route, ObjectNode other) {
    List<String> weights = new ArrayList<>();
    for (RouteRule rule : RouteRule.of(route)) {
      boolean inBoth =
          RouteRule.of(other).stream()
              .anyMatch(r -> r.canonicalMatches().equals(rule.canonicalMatches()));
      if (inBoth) {
        for (String service : List.of("canary", "stable")) {
          JsonNode weight = rule.backend(service).orElseThrow().path("weight");
          weights.add(rule.canonicalMatches() + " " + service + " " + weight);
        }
      }
    }
    Collections.sort(weights);
    return weights;
  }

  private static ObjectNode withoutWeights(ObjectNode route) {
    ObjectNode copy = route.deepCopy();
    for (RouteRule rule : RouteRule.of(copy)) {
      rule.backend("canary").orElseThrow().remove("weight");
      rule.backend("stable").orElseThrow().remove("weight");
    }
    return copy;
  }
}
