package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.CustomResourceDefinitions;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, because it loosens and removes the definitions of kinds that all others use. */
@Isolated
@RequiresCluster
class DamagedDefinitionsIT {
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
  private static final String STEPS = "[{setWeight: 50}, {pause: {duration: 1s}}]";
  private static final Duration HEALS_WITHIN = Duration.ofSeconds(20);

  private static ShippedOperator operator;

  private final TestNamespace namespace;
  private final Api api;

  DamagedDefinitionsIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.api = namespace.cluster().api();
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = ShippedOperator.start(namespace);
  }

  @Test
  @ExpectWarnings({"SuspiciousSpec", "AnalysisRunError"})
  void anObjectThatNoSchemaLetsThroughDelaysNoOtherAndNoStart() throws IOException {
    LiveRollout healthy = LiveRollout.deploy(namespace, "healthy", 2, "{steps: " + STEPS + "}");
    JsonNode definition = definition("rollouts.argoproj.io");
    put(loosened(definition));
    try {
      LiveRollout steps = stored("steps", "{containers: [{name: main, image: a}]}", "abc");
      LiveRollout quantity =
          stored(
              "quantity",
              "{containers: [{name: main, image: a, resources: {requests: {cpu: 1x}}}]}",
              STEPS);
      toldAndHarmless(steps, quantity, healthy, "v2");
      operator.crash();
      toldAndHarmless(steps, quantity, healthy, "v3");
      namespace.delete(LiveRollout.API, "Rollout", "steps");
      namespace.delete(LiveRollout.API, "Rollout", "quantity");
    } finally {
      put(definition);
    }
  }

  private void toldAndHarmless(
      LiveRollout steps, LiveRollout quantity, LiveRollout healthy, String version) {
    steps.awaitPhase("Degraded");
    assertThat(steps.message())
        .isEqualTo("InvalidSpec: spec.strategy.canary.steps: expected a list, got string");
    assertThat(steps.replicaSets()).isEmpty();
    quantity.awaitPhase("Healthy");
    namespace.await(
        "the quantity is told",
        () ->
            suspicions()
                .contains(
                    "spec.template.spec.containers[0].resources.requests[cpu]: quantities must"
                        + " match the regular expression"));
    healthy.version(version);
    healthy.awaitPhase("Healthy");
    assertThat(healthy.scales()).endsWith("=2");
    assertThat(operator.process().running()).isTrue();
  }

  private String suspicions() {
    return namespace.events().stream()
        .filter(event -> event.path("reason").asText().equals("SuspiciousSpec"))
        .map(event -> event.path("message").asText())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aMissingKindOfRoutesIsToldAndHealsWhenItIsInstalled() throws IOException {
    LiveRollout healthy = LiveRollout.deploy(namespace, "unrouted", 2, "{steps: " + STEPS + "}");
    api.delete(DEFINITIONS + "httproutes.gateway.networking.k8s.io", Json.object())
        .orThrow("removal of HTTPRoutes");
    LiveRoute route = new LiveRoute(namespace, "routed");
    LiveRollout routed;
    try {
      namespace.await(
          "HTTPRoutes are gone",
          () -> api.get("/apis/" + LiveRoute.GATEWAY + "/httproutes").status() == 404);
      route.applyServices();
      routed = LiveRollout.apply(namespace, "routed", 1, route.strategy(STEPS, ""));
      routed.awaitPhase("Degraded");
      assertThat(routed.message())
          .endsWith(
              ": no matches for kind HTTPRoute in version gateway.networking.k8s.io/v1; install"
                  + " Gateway API v1");
      healthy.version("v2");
      healthy.awaitPhase("Healthy");
    } finally {
      CustomResourceDefinitions.install(api, List.of("gateway-api"));
    }
    namespace.await("the route is taken", () -> applied(route));
    namespace.await("it heals", HEALS_WITHIN, () -> routed.phase().equals("Healthy"));
    routed.version("v2");
    routed.awaitPhase("Healthy");
    assertThat(operator.process().running()).isTrue();
  }

  @Test
  void rolloutsAreWorkedOnAgainWhenTheirDefinitionComesBack() throws IOException {
    LiveRollout.deploy(namespace, "lost", 1, "{steps: " + STEPS + "}");
    api.delete(DEFINITIONS + "rollouts.argoproj.io", Json.object()).orThrow("removal of Rollouts");
    try {
      namespace.await(
          "Rollouts are gone",
          () -> api.get("/apis/" + LiveRollout.API + "/rollouts").status() == 404);
    } finally {
      CustomResourceDefinitions.install(api, List.of("crds"));
    }
    LiveRollout found = LiveRollout.deploy(namespace, "found", 1, "{steps: " + STEPS + "}");
    found.version("v2");
    found.awaitPhase("Healthy");
    assertThat(operator.process().running()).isTrue();
  }

  @Test
  void malformedTemplatesAndRunsAreToldWhereTheyMatter() throws IOException {
    List<JsonNode> definitions =
        List.of(
            definition("analysistemplates.argoproj.io"), definition("analysisruns.argoproj.io"));
    for (JsonNode definition : definitions) {
      put(loosened(definition));
    }
    try {
      for (String kind : List.of("AnalysisTemplate", "AnalysisRun")) {
        namespace.await(kind + " is stored", () -> appliedMalformed(kind));
      }
      LiveRollout judged =
          LiveRollout.apply(
              namespace,
              "judged",
              1,
              "{steps: [{analysis: {templates: [{templateName: malformed}]}}]}");
      judged.awaitPhase("Degraded");
      assertThat(judged.message()).contains("AnalysisTemplate 'malformed' not found");
      namespace.await(
          "the run is told",
          () ->
              namespace
                  .read(LiveRollout.API, "AnalysisRun", "malformed")
                  .path("status")
                  .path("message")
                  .asText()
                  .equals("Analysis spec invalid: spec.metrics: expected a list, got string"));
      LiveRollout.deploy(namespace, "other", 1, "{steps: " + STEPS + "}");
      namespace.delete(LiveRollout.API, "AnalysisTemplate", "malformed");
      namespace.delete(LiveRollout.API, "AnalysisRun", "malformed");
    } finally {
      for (JsonNode definition : definitions) {
        put(definition);
      }
    }
  }

  private boolean appliedMalformed(String kind) {
    namespace.apply(
        "{apiVersion: %s, kind: %s, metadata: {name: malformed}, spec: {metrics: abc}}"
            .formatted(LiveRollout.API, kind));
    return true;
  }

  private static boolean applied(LiveRoute route) {
    route.applyTo("stable", "canary");
    return true;
  }

  /** Applies a Rollout again and again until the API server has taken over the loose schema. */
  private LiveRollout stored(String name, String podSpec, String steps) {
    namespace.await(
        name + " is stored",
        () ->
            !namespace
                .apply(
                    """
                    apiVersion: %1$s
                    kind: Rollout
                    metadata: {name: %2$s}
                    spec:
                      replicas: 1
                      selector: {matchLabels: {app: %2$s}}
                      template: {metadata: {labels: {app: %2$s}}, spec: %3$s}
                      strategy: {canary: {steps: %4$s}}
                    """
                        .formatted(LiveRollout.API, name, podSpec, steps))
                .isEmpty());
    return new LiveRollout(namespace, name);
  }

  private JsonNode definition(String name) throws IOException {
    return api.get(DEFINITIONS + name).orThrow(name);
  }

  private static ObjectNode loosened(JsonNode definition) {
    ObjectNode loose = definition.deepCopy();
    ((ObjectNode)
            loose.path("spec").path("versions").path(0).path("schema").path("openAPIV3Schema"))
        .withObject("/properties")
        .putObject("spec")
        .put("type", "object")
        .put("x-kubernetes-preserve-unknown-fields", true);
    return loose;
  }

  private void put(JsonNode definition) throws IOException {
    String name = definition.path("metadata").path("name").asText();
    ObjectNode wanted = definition.deepCopy();
    wanted
        .withObject("/metadata")
        .put("resourceVersion", definition(name).path("metadata").path("resourceVersion").asText());
    api.put(DEFINITIONS + name, wanted).orThrow("definition " + name);
  }
}
