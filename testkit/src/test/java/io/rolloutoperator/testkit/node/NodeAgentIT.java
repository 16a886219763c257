package io.rolloutoperator.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import io.rolloutoperator.testkit.node.SimRules.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@RequiresCluster
class NodeAgentIT {
  private final TestNamespace namespace;

  NodeAgentIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  private void replicaSet(String name, int replicas, String podSpec) {
    namespace.apply(
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: %1$s}
        spec:
          replicas: %2$d
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec: %3$s
        """
            .formatted(name, replicas, podSpec));
  }

  private static Map<String, String> app(String name) {
    return Map.of("app", name);
  }

  private JsonNode pod(String name) {
    return namespace.read("v1", "Pod", name);
  }

  private static JsonNode container(JsonNode pod) {
    return pod.path("status").path("containerStatuses").path(0);
  }

  private String phase(String name) {
    return pod(name).path("status").path("phase").asText();
  }

  private static boolean condition(JsonNode pod, String type) {
    return Json.elements(pod.path("status").path("conditions"))
        .anyMatch(
            condition ->
                condition.path("type").asText().equals(type)
                    && condition.path("status").asText().equals("True"));
  }

  @Test
  void simulatedPodsOfAReplicaSetBecomeReadyWithAllFiveConditions() {
    replicaSet("sims", 5, "{containers: [{name: main, image: example/app:v1}]}");
    namespace.awaitReadyPods(app("sims"), 5);
    namespace.await(
        "the ReplicaSet sees them available",
        () ->
            namespace
                    .read("apps/v1", "ReplicaSet", "sims")
                    .path("status")
                    .path("availableReplicas")
                    .asInt()
                == 5);
    JsonNode pod = namespace.pods(app("sims")).getFirst();
    Set<String> conditions =
        Json.elements(pod.path("status").path("conditions"))
            .map(condition -> condition.path("type").asText())
            .collect(Collectors.toSet());
    assertThat(conditions)
        .containsExactlyInAnyOrder(
            "PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled");
    assertThat(pod.path("status").path("observedGeneration").asInt()).isEqualTo(1);
  }

  @Test
  void aRuleMakesRunningPodsUnreadyAndReadyAgain() {
    replicaSet("told", 2, "{containers: [{name: main, image: example/told:v1}]}");
    namespace.awaitReadyPods(app("told"), 2);
    Target target = Target.image(namespace.name(), "example/told:v1");
    namespace.rules(rules -> rules.setReady(target, false));
    namespace.await(
        "both unready",
        () -> namespace.pods(app("told")).stream().noneMatch(TestNamespace::isReady));
    namespace.rules(rules -> rules.setReady(target, true));
    namespace.awaitReadyPods(app("told"), 2);
  }

  @Test
  void httpPodsAnswerOnTheirOwnAddressesWithTheirVersion() throws Exception {
    replicaSet(
        "web",
        2,
        """
        {containers: [{name: main, image: "http/sample:v7", ports: [{containerPort: 8080}],
          readinessProbe: {httpGet: {path: /healthz, port: 8080}, periodSeconds: 1}}]}
        """);
    namespace.awaitReadyPods(app("web"), 2);
    for (JsonNode pod : namespace.pods(app("web"))) {
      assertThat(get(pod.path("status").path("podIP").asText())).isEqualTo("v7");
    }
  }

  private static String get(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://" + address + ":8080/");
      return client
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
          .body()
          .strip();
    }
  }

  @Test
  @ExpectWarnings("Unhealthy")
  void aProcessPodIsReadyOnlyWhenItsProbeSucceeds() {
    namespace.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {greeting: hello, file.txt: content}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: probed, labels: {tier: one}}
        spec:
          containers:
          - name: main
            image: process/shell:v1
            command: [sh, -c]
            args: ['echo "$GREETING $NAME $(cat etc/settings/file.txt) $POD_IP" > said; sleep 1; touch ready; exec sleep 1000']
            env:
            - {name: GREETING, valueFrom: {configMapKeyRef: {name: settings, key: greeting}}}
            - {name: NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
            readinessProbe: {exec: {command: [test, -f, ready]}, periodSeconds: 1, failureThreshold: 1}
            volumeMounts: [{name: settings, mountPath: /etc/settings}, {name: podinfo, mountPath: /etc/podinfo}]
            lifecycle: {preStop: {exec: {command: [sh, -c, 'test "$(cat said)" = "hello probed content $POD_IP"']}}}
          volumes:
          - {name: settings, configMap: {name: settings}}
          - {name: podinfo, downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}}
        """);
    namespace.await("unready at first", () -> phase("probed").equals("Running"));
    assertThat(TestNamespace.isReady(pod("probed"))).isFalse();
    namespace.await("ready by its probe", () -> TestNamespace.isReady(pod("probed")));
    namespace.patch("v1", "Pod", "probed", "metadata: {labels: {tier: two}}");
    namespace.delete("v1", "Pod", "probed");
    namespace.await("gone", () -> pod("probed").isMissingNode());
  }

  @Test
  @ExpectWarnings("BackoffLimitExceeded")
  void jobsEndByTheExitCodesOfTheirPods() {
    for (int code : List.of(0, 3)) {
      namespace.apply(
          """
          apiVersion: batch/v1
          kind: Job
          metadata: {name: job-%1$d}
          spec:
            backoffLimit: 0
            template:
              spec:
                restartPolicy: Never
                containers: [{name: main, image: process/job:v1, command: [sh, -c, "exit %1$d"]}]
          """
              .formatted(code));
    }
    namespace.await("one succeeded", () -> jobCondition("job-0", "Complete"));
    namespace.await("the other failed", () -> jobCondition("job-3", "Failed"));
    JsonNode failed = namespace.pods(Map.of("batch.kubernetes.io/job-name", "job-3")).getFirst();
    assertThat(container(failed).path("state").path("terminated").path("exitCode").asInt())
        .isEqualTo(3);
  }

  private boolean jobCondition(String job, String type) {
    return condition(namespace.read("batch/v1", "Job", job), type);
  }

  @Test
  void deletionKeepsThePodForItsGraceAndSendsSigterm() {
    namespace.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: graceful}
        spec:
          terminationGracePeriodSeconds: 2
          containers:
          - name: main
            image: process/stubborn:v1
            command: [sh, -c, 'trap "" TERM; touch deaf; while true; do sleep 0.1; done']
            readinessProbe: {exec: {command: [test, -f, deaf]}, periodSeconds: 1}
        """);
    namespace.await("runs", () -> TestNamespace.isReady(pod("graceful")));
    long began = System.nanoTime();
    namespace.delete("v1", "Pod", "graceful");
    assertThat(pod("graceful").path("metadata").has("deletionTimestamp")).isTrue();
    namespace.await("gone", () -> pod("graceful").isMissingNode());
    assertThat((System.nanoTime() - began) / 1_000_000).isGreaterThanOrEqualTo(1900);
  }

  @Test
  @ExpectWarnings("Failed")
  void anImageThatCannotBePulledIsReportedAndHealsWhenItCan() {
    replicaSet("unpullable", 1, "{containers: [{name: main, image: 'example/app:bad'}]}");
    namespace.await(
        "ImagePullBackOff",
        () ->
            namespace.pods(app("unpullable")).stream()
                .anyMatch(pod -> waiting(pod).equals("ImagePullBackOff")));
    Target target = Target.image(namespace.name(), "example/app:bad");
    namespace.rules(rules -> rules.setPullable(target, true));
    namespace.awaitReadyPods(app("unpullable"), 1);
  }

  private static String waiting(JsonNode pod) {
    return container(pod).path("state").path("waiting").path("reason").asText();
  }

  @Test
  @ExpectWarnings("BackOff")
  void aCrashingContainerRestartsAtOnceAndThenBacksOff() {
    namespace.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: crashing}
        spec: {containers: [{name: main, image: process/crash:v1, command: [sh, -c, "exit 7"]}]}
        """);
    namespace.await("CrashLoopBackOff", () -> waiting(pod("crashing")).equals("CrashLoopBackOff"));
    JsonNode status = container(pod("crashing"));
    assertThat(status.path("restartCount").asInt()).isPositive();
    assertThat(status.path("lastState").path("terminated").path("exitCode").asInt()).isEqualTo(7);
  }

  @Test
  void readinessGatesHoldBackReadinessAndForeignConditionsStay() {
    namespace.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: gated}
        spec:
          readinessGates: [{conditionType: example.com/routed}]
          containers: [{name: main, image: example/app:v1}]
        """);
    namespace.await("containers ready", () -> condition(pod("gated"), "ContainersReady"));
    assertThat(TestNamespace.isReady(pod("gated"))).isFalse();
    JsonNode conditions = pod("gated").path("status").path("conditions");
    namespace.patchStatus(
        "v1",
        "Pod",
        "gated",
        "status: {conditions: %s}"
            .formatted(
                conditions
                    .toString()
                    .replaceFirst(
                        "\\[", "[{\"type\": \"example.com/routed\", \"status\": \"True\"},")));
    namespace.await("ready by its gate", () -> TestNamespace.isReady(pod("gated")));
    assertThat(condition(pod("gated"), "example.com/routed")).isTrue();
  }

  @Test
  void initContainersRunOneAfterAnotherBeforeTheOthers() {
    namespace.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: prepared}
        spec:
          restartPolicy: Never
          volumes: [{name: shared, emptyDir: {}}]
          initContainers:
          - {name: one, image: process/i:v1, command: [sh, -c, "printf 1 >> data/f"], volumeMounts: [{name: shared, mountPath: /data}]}
          - {name: two, image: process/i:v1, command: [sh, -c, "printf 2 >> data/f"], volumeMounts: [{name: shared, mountPath: /data}]}
          containers:
          - {name: main, image: process/m:v1, command: [sh, -c, 'test "$(cat data/f)" = 12'], volumeMounts: [{name: shared, mountPath: /data}]}
        """);
    namespace.await("succeeded", () -> phase("prepared").equals("Succeeded"));
  }

  @Test
  void aHangingPodStaysInTerminatingUntilItIsForced() throws Exception {
    namespace.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: hanging, annotations: {testkit.rolloutoperator.io/hang-terminating: "true"}}
        spec: {terminationGracePeriodSeconds: 1, containers: [{name: main, image: example/app:v1}]}
        """);
    namespace.await("ready", () -> TestNamespace.isReady(pod("hanging")));
    namespace.delete("v1", "Pod", "hanging");
    Awaitility.await()
        .during(Duration.ofMillis(1500)) // longer than its grace period
        .atMost(Duration.ofSeconds(5))
        .until(() -> pod("hanging").path("metadata").has("deletionTimestamp"));
    namespace
        .cluster()
        .api()
        .delete(
            "/api/v1/namespaces/" + namespace.name() + "/pods/hanging",
            Json.yaml("gracePeriodSeconds: 0").getFirst())
        .orThrow("forced deletion");
    namespace.await("gone", () -> pod("hanging").isMissingNode());
  }
}
