package io.rolloutoperator.samples;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** One sample, applied from its file, and what its user does with it afterwards. */
final class SampleRollout {

  private static final String API = "argoproj.io/v1alpha1";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final TestNamespace namespace;
  private final String name;

  private SampleRollout(TestNamespace namespace, String name) {
    this.namespace = namespace;
    this.name = name;
  }

  /** One that something else applied. */
  static SampleRollout of(TestNamespace namespace, String name) {
    return new SampleRollout(namespace, name);
  }

  /** {@code kubectl apply -f samples/FILE}, and waits until version 1 is healthy. */
  static SampleRollout apply(TestNamespace namespace, String file) throws IOException {
    return healthy(namespace, Files.readString(Path.of(file)));
  }

  /** The same with the times of a Prometheus that scrapes every second. */
  static SampleRollout applyShortened(TestNamespace namespace, String file) throws IOException {
    return healthy(namespace, SampleTimes.shortened(Files.readString(Path.of(file))));
  }

  private static SampleRollout healthy(TestNamespace namespace, String yaml) {
    namespace.apply(yaml);
    String name =
        Json.yaml(yaml).stream()
            .filter(object -> object.path("kind").asText().equals("Rollout"))
            .map(object -> object.path("metadata").path("name").asText())
            .findFirst()
            .orElseThrow();
    SampleRollout rollout = new SampleRollout(namespace, name);
    rollout.awaitPhase("Healthy");
    return rollout;
  }

  /** Releases another version. */
  void release(String tag, double errorRate) {
    namespace.patch(
        API,
        "Rollout",
        name,
        """
        spec:
          template:
            spec:
              containers:
              - name: app
                image: %s:%s
                ports: [{name: http, containerPort: 8080}]
                env: [{name: APP_ERROR_RATE, value: "%s"}]
                readinessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 1}
        """
            .formatted(name, tag, errorRate));
  }

  /** What the promote command writes. */
  void promote() {
    namespace.patchStatus(API, "Rollout", name, "{status: {pauseConditions: null}}");
  }

  void delete() {
    namespace.delete(API, "Rollout", name);
  }

  JsonNode status() {
    return namespace.read(API, "Rollout", name).path("status");
  }

  String message() {
    return status().path("message").asText();
  }

  /** The pods of a version that are not being removed. */
  long pods(String tag) {
    return namespace.pods(Map.of("app", name)).stream()
        .filter(pod -> !pod.path("metadata").has("deletionTimestamp"))
        .filter(
            pod ->
                pod.path("spec")
                    .path("containers")
                    .path(0)
                    .path("image")
                    .asText()
                    .endsWith(":" + tag))
        .count();
  }

  List<JsonNode> analysisRuns() throws IOException {
    String path = "/apis/%s/namespaces/%s/analysisruns".formatted(API, namespace.name());
    return Json.elements(namespace.cluster().api().get(path).body().path("items"))
        .filter(run -> run.path("metadata").path("name").asText().startsWith(name + "-"))
        .toList();
  }

  void awaitPhase(String phase) {
    until(
        "%s is %s".formatted(name, phase),
        () -> {
          // One reading: the phase of the version before says nothing of this one.
          JsonNode rollout = namespace.read(API, "Rollout", name);
          String generation = rollout.path("metadata").path("generation").asText();
          JsonNode seen = rollout.path("status");
          return seen.path("phase").asText().equals(phase)
              && seen.path("observedGeneration").asText().equals(generation);
        });
  }

  /** Waits until the rollout is paused by a pause step at this index. */
  void awaitPauseAt(int step) {
    until(
        "%s pauses at step %d".formatted(name, step),
        () ->
            status().path("currentStepIndex").asInt(-1) == step
                && status()
                    .path("pauseConditions")
                    .path(0)
                    .path("reason")
                    .asText()
                    .equals("CanaryPauseStep"));
  }

  /** Waits until the new version is what everybody has. */
  void awaitPromoted(String tag, int replicas) {
    awaitPhase("Healthy");
    until(
        "%d pods of %s only".formatted(replicas, tag),
        () -> pods(tag) == replicas && total() == replicas);
  }

  void until(String what, Callable<Boolean> condition) {
    await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
  }

  long total() {
    return namespace.pods(Map.of("app", name)).stream()
        .filter(pod -> !pod.path("metadata").has("deletionTimestamp"))
        .count();
  }
}
