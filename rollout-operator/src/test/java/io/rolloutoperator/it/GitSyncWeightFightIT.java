package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Git sync writes routes and Services of a canary in progress, and none of its weights. */
@RequiresCluster
@Order(1) // begins early, as it takes long
class GitSyncWeightFightIT {
  private static final String MANAGER = "rollout-operator-gitsync";
  private static final int COMMITS = 50;
  private static final int COMMITS_PER_RESET = 10;

  private final TestNamespace namespace;
  private final AppFiles app = new AppFiles("shop");
  private final LiveRoute route;
  private final LiveRollout rollout;

  GitSyncWeightFightIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.route = new LiveRoute(namespace, app.name());
    this.rollout = new LiveRollout(namespace, app.name());
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    LiveGitSync.startOperator(namespace);
  }

  @Test
  void commitsAndHandsOnTheRouteDoNotMakeItWriteAWeight() {
    try (ObjectVersions routes =
            new ObjectVersions(namespace, "/apis/" + LiveRoute.GATEWAY, "httproutes");
        ObjectVersions services = new ObjectVersions(namespace, "/api/v1", "services");
        LiveGitSync sync = LiveGitSync.follow(namespace, "fight", files(), "wait: false")) {
      rollout.awaitPhase("Healthy");
      sync.push(Map.of("rollout.yaml", rolloutOf("v2")), "a release");
      rollout.awaitPausedAt(1);
      awaitWeights("80 20");

      commitWhileAPersonResets(sync);
      otherChangesOfTheRouteArrive(sync);

      assertThat(sync.status().path("yielded").toString())
          .contains("WeightsManagedByRollout", "/spec/rules/0/backendRefs/0/weight");
      rollout.promote();
      rollout.awaitPhase("Healthy");
      awaitWeights("100 0");
      List<String> resets = resets("httproutes", routes, GitSyncWeightFightIT::weights);
      System.out.printf("%d commits in a release: %d weight resets%n", COMMITS, resets.size());
      assertThat(resets).isEmpty();
      assertThat(noted())
          .as("the note of the weights")
          .contains("/spec/rules/1/backendRefs/0/weight");
      assertThat(resets("services", services, GitSyncWeightFightIT::selectedHash)).isEmpty();
    }
  }

  private void commitWhileAPersonResets(LiveGitSync sync) {
    for (int i = 1; i <= COMMITS; i++) {
      String commit = sync.push(Map.of("settings.yaml", app.settings(i)), "unrelated");
      if (i % COMMITS_PER_RESET == 0) {
        resetByHand();
      }
      sync.awaitApplied(commit);
    }
    awaitWeights("80 20"); // the Rollout's doing, which takes its time
  }

  private void otherChangesOfTheRouteArrive(LiveGitSync sync) {
    String filtered =
        sync.push(Map.of("route.yaml", app.route(header("x-one"), "")), "a filter of the route");
    sync.awaitApplied(filtered);
    assertThat(routeText()).contains("x-one");
    assertThat(route.weights()).isEqualTo("80 20");

    String another =
        """
        - matches: [{path: {type: PathPrefix, value: /more}}]
            backendRefs:
            - {name: shop-stable, port: 80, weight: 100}
            - {name: shop-canary, port: 80, weight: 0}
        """;
    String services = app.services().replace("port: 80,", "name: web, port: 80,");
    String more =
        sync.push(
            Map.of("route.yaml", app.route(header("x-two"), another), "services.yaml", services),
            "another rule, and names of ports");
    sync.awaitApplied(more);
    assertThat(routeText()).contains("x-two", "/more");
    assertThat(weights(routeObject())).as("of both rules").isEqualTo("80 20");
    assertThat(route.selected("canary")).isEqualTo(rollout.hashes().getLast());
    assertThat(route.selected("stable")).isEqualTo(rollout.hashes().getFirst());
  }

  private void resetByHand() {
    JsonNode rules = routeObject().path("spec").path("rules").deepCopy();
    ((ObjectNode) rules.at("/0/backendRefs/0")).put("weight", 100);
    ((ObjectNode) rules.at("/0/backendRefs/1")).put("weight", 0);
    namespace.patch(
        LiveRoute.GATEWAY, "HTTPRoute", app.name(), "{spec: {rules: %s}}".formatted(rules));
  }

  /**
   * The writes of Git sync in which a weight or hash is another one than in the version of the
   * object that the write was based on; the API server refuses all other bases.
   */
  private List<String> resets(
      String plural, ObjectVersions versions, Function<JsonNode, String> owned) {
    List<AuditEntry> writes =
        namespace.cluster().audit().all().stream()
            .filter(entry -> entry.namespace().equals(namespace.name()))
            .filter(entry -> entry.resource().equals(plural))
            .filter(entry -> entry.fieldManager().equals(MANAGER))
            .filter(entry -> entry.isWrite() && entry.isDone())
            .filter(entry -> entry.code() != 201)
            .toList();
    assertThat(writes).as("%s were written by Git sync", plural).isNotEmpty();
    return writes.stream()
        .filter(entry -> !owned.apply(entry.requestBody()).equals(before(entry, versions, owned)))
        .map(entry -> entry.summary() + " " + entry.requestBody())
        .toList();
  }

  private static String before(
      AuditEntry entry, ObjectVersions versions, Function<JsonNode, String> owned) {
    String version = entry.requestBody().at("/metadata/resourceVersion").asText();
    return versions.at(version).map(owned).orElse("no version that was seen: " + version);
  }

  /** The weights of all rules, each combination once. */
  private static String weights(JsonNode route) {
    return String.join(
        ", ",
        Json.elements(route.path("spec").path("rules"))
            .map(
                rule ->
                    rule.at("/backendRefs/0/weight").asText()
                        + " "
                        + rule.at("/backendRefs/1/weight").asText())
            .distinct()
            .toList());
  }

  private static String selectedHash(JsonNode service) {
    return service.at("/spec/selector/rollouts-pod-template-hash").asText();
  }

  private void awaitWeights(String wanted) {
    namespace.await(
        "weights " + wanted, Duration.ofMinutes(2), () -> route.weights().equals(wanted));
  }

  private JsonNode routeObject() {
    return namespace.read(LiveRoute.GATEWAY, "HTTPRoute", app.name());
  }

  private String noted() {
    return routeObject().at("/metadata/annotations/rollout-operator.io~1managed-fields").asText();
  }

  private String routeText() {
    return routeObject().path("spec").toString();
  }

  private static String header(String name) {
    return "[{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: %s, value: a}]}}]"
        .formatted(name);
  }

  private Map<String, String> files() {
    return Map.of(
        "rollout.yaml", rolloutOf("v1"),
        "services.yaml", app.services(),
        "route.yaml", app.route(header("x-zero"), ""),
        "settings.yaml", app.settings(0));
  }

  private String rolloutOf(String version) {
    return app.rollout(version, route.strategy("[{setWeight: 20}, {pause: {}}]", ""));
  }
}
