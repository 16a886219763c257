package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the plugin foretells happens: a plan is made, then the release goes out on a real control
 * plane, and each step has the pods that were foreseen. Isolated, as operators of other tests look
 * at all namespaces.
 */
@RequiresCluster
@Isolated
class LintAndPlanIT {

  private static final String API = "argoproj.io/v1alpha1";

  /** What a Rollout refers to comes before it. Pods of the prefix sim are reports only. */
  private static final String ROLLOUT =
      """
      {apiVersion: v1, kind: Service, metadata: {name: NAME-canary}, spec: {selector: {app: NAME}, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: NAME-stable}, spec: {selector: {app: NAME}, ports: [{port: 80}]}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: NAME}
      spec:
        rules:
        - backendRefs: [{name: NAME-stable, port: 80}, {name: NAME-canary, port: 80, weight: 0}]
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: NAME}
      spec:
        replicas: REPLICAS
        selector: {matchLabels: {app: NAME}}
        template:
          metadata: {labels: {app: NAME}}
          spec: {containers: [{name: web, image: "sim/web:1.0"}]}
        strategy: {canary: CANARY}
      """;

  private static String yaml(String name, int replicas, String canary) {
    return ROLLOUT
        .replace("CANARY", canary)
        .replace("REPLICAS", Integer.toString(replicas))
        .replace("NAME", name);
  }

  @TempDir private static Path scratch;

  private static TestNamespace namespace;
  private static PluginWorld world;
  private static PluginProcess plugin;

  @BeforeAll
  static void start(TestNamespace namespace) throws IOException {
    LintAndPlanIT.namespace = namespace;
    world = PluginWorld.start(namespace, "lint-and-plan-operator", scratch);
    plugin = world.plugin();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static void deploy(String name, int replicas, String canary) {
    namespace.apply(yaml(name, replicas, canary));
    assertThat(plugin.run("status " + name + " -t 60s").ok()).endsWith("Healthy\n");
  }

  /** Promotes a release at each of its pauses, once it has the pods that were foreseen there. */
  private static void releaseGoes(String name, List<String> foreseen) {
    for (int i = 0; i < foreseen.size(); i++) {
      int pause = 2 * i + 1;
      String expected = foreseen.get(i);
      await().until(() -> isPausedAt(name, pause));
      await().untilAsserted(() -> assertThat(pods(name)).isEqualTo(expected));
      plugin.run("promote " + name).ok();
      await().until(() -> !isPausedAt(name, pause));
    }
    await().until(() -> phase(name).equals("Healthy"));
  }

  private static boolean isPausedAt(String name, int step) {
    JsonNode status = namespace.read(API, "Rollout", name).path("status");
    return status.path("phase").asText().equals("Paused")
        && status.path("currentStepIndex").asInt() == step;
  }

  private static String phase(String name) {
    return namespace.read(API, "Rollout", name).path("status").path("phase").asText();
  }

  private static String pods(String name) {
    JsonNode status = namespace.read(API, "Rollout", name).path("status");
    int all = status.path("replicas").asInt();
    int fresh = status.path("updatedReplicas").asInt();
    return fresh + "+" + (all - fresh);
  }

  /** The same of the pauses of a plan. */
  private static List<String> foreseen(JsonNode plan) {
    List<String> pods = new ArrayList<>();
    for (JsonNode step : plan.path("steps")) {
      if (step.path("does").asText().startsWith("pause")) {
        JsonNode counts = step.path("pods");
        pods.add(
            counts.path("new").asInt()
                + "+"
                + (counts.path("stable").asInt() + counts.path("older").asInt()));
      }
    }
    return pods;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "surge | 4 | {maxSurge: 1, maxUnavailable: 0, steps: [{setWeight: 25}, {pause: {}}, {setWeight: 75}, {pause: {}}]}",
        "no-surge | 5 | {maxSurge: 0, maxUnavailable: 1, steps: [{setWeight: 40}, {pause: {}}, {setWeight: 80}, {pause: {}}]}",
        "plain | 6 | {maxSurge: 2, maxUnavailable: 0}",
        "routed | 4 | {canaryService: NAME-canary, stableService: NAME-stable, trafficRouting: {plugins:"
            + " {argoproj-labs/gatewayAPI: {httpRoute: NAME}}}, steps: [{setWeight: 25}, {pause: {}},"
            + " {setWeight: 75}, {pause: {}}]}",
        "shrinking | 4 | {canaryService: NAME-canary, stableService: NAME-stable, dynamicStableScale: true,"
            + " trafficRouting: {plugins: {argoproj-labs/gatewayAPI: {httpRoute: NAME}}},"
            + " steps: [{setWeight: 25}, {pause: {}}, {setWeight: 75}, {pause: {}}]}",
      })
  void theReleaseGoesAsItWasPlanned(String name, int replicas, String canary) {
    deploy(name, replicas, canary);
    long before = generation(name);
    JsonNode plan = plan(name + " --image web=sim/web:2.0");
    assertThat(generation(name)).as("a plan writes nothing").isEqualTo(before);
    assertThat(plan.at("/revision/is").asText()).isEqualTo("new");
    assertThat(plan.at("/end/is").asText()).isEqualTo("promoted");

    try (PodRecord record = new PodRecord(namespace.client(), namespace.name(), name)) {
      await().until(() -> record.most() == replicas);
      plugin.run("set image " + name + " web=sim/web:2.0").ok();
      await().until(() -> !phase(name).equals("Healthy"));
      releaseGoes(name, foreseen(plan));
      assertThat(record.most()).isEqualTo(plan.at("/pods/most").asInt());
    }
    assertThat(namespace.read(API, "Rollout", name).at("/status/message").asText()).isEmpty();
  }

  private static JsonNode plan(String arguments) {
    return Json.parse(plugin.run("plan " + arguments + " -o json").ok());
  }

  private static long generation(String name) {
    return namespace.read(API, "Rollout", name).at("/metadata/generation").asLong();
  }

  @Test
  void theWayBackIsForeseenToo() {
    String steps = "{steps: [{setWeight: 50}, {pause: {}}]}";
    deploy("back", 2, steps);
    plugin.run("set image back web=sim/web:2.0").ok();
    await().until(() -> isPausedAt("back", 1));

    JsonNode plan = plan("back --image web=sim/web:1.0");
    assertThat(plan.at("/revision/is").asText()).isEqualTo("stable");
    assertThat(foreseen(plan)).isEmpty();
    assertThat(plan("back").at("/revision/is").asText()).isEqualTo("same");

    plugin.run("set image back web=sim/web:1.0").ok();
    await().until(() -> phase("back").equals("Healthy"));
    assertThat(pods("back")).isEqualTo("2+0");
  }

  @Test
  void whatThePlanCallsRefusedIsRefused() throws IOException {
    deploy("refused", 2, "{steps: [{setWeight: 50}]}");
    Path file = scratch.resolve("refused.yaml");
    String wrong = yaml("refused", 2, "{stableService: nobody, steps: [{setWeight: 50}]}");
    Files.writeString(file, wrong);
    String refusal = plugin.run("plan refused -o json -f " + file).err();
    assertThat(refusal).contains("service \"nobody\" not found");

    namespace.apply(wrong);
    await().until(() -> phase("refused").equals("Degraded"));
    assertThat(namespace.read(API, "Rollout", "refused").at("/status/message").asText())
        .contains(refusal.strip().substring("Error: ".length()));
  }

  @Test
  void allSamplesAreClean() {
    PluginProcess.Result result = plugin.run("lint -f .");

    assertThat(result.err()).startsWith("nothing found: ");
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isZero();
  }
}
