package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A Rollout on the API server, driven with the patches that kubectl's plugin sends. */
record LiveRollout(TestNamespace namespace, String name) {
  static final String API = "argoproj.io/v1alpha1";
  private static final String HASH = "rollouts-pod-template-hash";

  /**
   * Applies a Rollout of version {@code v1} and waits until it is healthy.
   *
   * @param canary the strategy in YAML's flow style, such as {@code {steps: [{setWeight: 50}]}}
   */
  static LiveRollout deploy(TestNamespace namespace, String name, int replicas, String canary) {
    LiveRollout rollout = apply(namespace, name, replicas, canary);
    rollout.awaitPhase("Healthy");
    return rollout;
  }

  /** Applies a Rollout of version {@code v1} and does not wait. */
  static LiveRollout apply(TestNamespace namespace, String name, int replicas, String canary) {
    namespace.apply(RolloutManifest.of(name, replicas, AppContainer.of(namespace, "v1"), canary));
    return new LiveRollout(namespace, name);
  }

  /** Returns the object as stored. */
  JsonNode object() {
    return namespace.read(API, "Rollout", name);
  }

  JsonNode status() {
    return object().path("status");
  }

  /** Returns why it is in its phase, as people read it. */
  String message() {
    return status().path("message").asText();
  }

  String phase() {
    return status().path("phase").asText();
  }

  /** Returns the image of its first container. */
  String image() {
    return object().at("/spec/template/spec/containers/0/image").asText();
  }

  /** Returns the index of the step it is at, -1 without one. */
  int step() {
    return status().path("currentStepIndex").asInt(-1);
  }

  /** Returns {@code reason} of a condition, empty without it. */
  String reason(String condition) {
    return Json.elements(status().path("conditions"))
        .filter(one -> one.path("type").asText().equals(condition))
        .map(one -> one.path("reason").asText())
        .findFirst()
        .orElse("");
  }

  /** Changes the Pod template to an image of this version. */
  void version(String version) {
    patch(
        """
        {spec: {template: {spec: {containers: [%s]}}}}
        """
            .formatted(AppContainer.of(namespace, version)));
  }

  void patch(String yaml) {
    namespace.patch(API, "Rollout", name, yaml);
  }

  private void patchStatus(String yaml) {
    namespace.patchStatus(API, "Rollout", name, yaml);
  }

  void abort() {
    patchStatus("{status: {abort: true}}");
  }

  void retry() {
    patchStatus("{status: {abort: false}}");
  }

  void promoteFull() {
    patchStatus("{status: {promoteFull: true}}");
  }

  void pause(boolean paused) {
    patch("{spec: {paused: " + paused + "}}");
  }

  /** Goes past an inconclusive analysis, ends the pause it is in, or goes past the step. */
  void promote() {
    JsonNode status = status();
    int next = status.path("currentStepIndex").asInt() + 1;
    JsonNode stepRun = status.path("canary").path("currentStepAnalysisRunStatus");
    if (status.path("pauseConditions").isEmpty()) {
      patchStatus("{status: {pauseConditions: null, currentStepIndex: %d}}".formatted(next));
    } else if (stepRun.path("status").asText().equals("Inconclusive")) {
      skipTo(next);
    } else {
      patchStatus("{status: {pauseConditions: null}}");
    }
  }

  /** Goes to the step with this index and keeps it from completing. */
  void holdAt(int index) {
    pause(true);
    await(
        "manually paused",
        seen -> seen.path("status").path("message").asText().equals("manually paused"));
    skipTo(index);
  }

  private void skipTo(int index) {
    patchStatus(
        "{status: {pauseConditions: null, controllerPause: false, currentStepIndex: %d}}"
            .formatted(index));
  }

  /** Scales by the scale subresource, as an autoscaler does. */
  void scaleSubresource(int replicas) {
    String path = "/apis/%s/namespaces/%s/rollouts/%s/scale".formatted(API, namespace.name(), name);
    try {
      namespace
          .cluster()
          .api()
          .patch(
              path, Api.Patch.MERGE, Json.yaml("{spec: {replicas: " + replicas + "}}").getFirst())
          .orThrow("scale " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the operator has seen the last change and the phase is this one. */
  void awaitPhase(String phase) {
    await("phase " + phase, seen -> seen.path("status").path("phase").asText().equals(phase));
  }

  /** Waits until it is degraded for this reason. */
  void awaitDegraded(String message) {
    awaitPhase("Degraded");
    await(message, seen -> seen.path("status").path("message").asText().equals(message));
  }

  /** Waits until it is at the step with this index. */
  void awaitStep(int index) {
    await("step " + index, seen -> seen.path("status").path("currentStepIndex").asInt(-1) == index);
  }

  /** Waits until it pauses at the step with this index. */
  void awaitPausedAt(int index) {
    await(
        "paused at step " + index,
        seen ->
            seen.path("status").path("phase").asText().equals("Paused")
                && seen.path("status").path("currentStepIndex").asInt(-1) == index);
  }

  /** Waits until this holds for the object once its generation is observed. */
  void await(String what, Predicate<JsonNode> condition) {
    namespace.await(
        name + ": " + what,
        () -> {
          JsonNode seen = object();
          return seen.path("metadata")
                  .path("generation")
                  .asText()
                  .equals(seen.path("status").path("observedGeneration").asText())
              && condition.test(seen);
        });
  }

  /** Returns the ReplicaSets it owns, the oldest revision first. */
  List<JsonNode> replicaSets() {
    return owned("/apis/apps/v1", "replicasets").stream()
        .sorted(Comparator.comparingInt(LiveRollout::revision))
        .toList();
  }

  /** Returns the AnalysisRuns it owns. */
  List<JsonNode> analysisRuns() {
    return owned("/apis/" + API, "analysisruns");
  }

  /** Returns the revision that an owned object is of. */
  static int revision(JsonNode owned) {
    return owned.path("metadata").path("annotations").path("rollout.argoproj.io/revision").asInt();
  }

  /** Returns the wanted replicas of each revision, such as {@code 1=0 2=4}. */
  String scales() {
    return replicaSets().stream()
        .map(set -> revision(set) + "=" + set.path("spec").path("replicas").asInt())
        .collect(Collectors.joining(" "));
  }

  /** Returns the Pod template's hash of each ReplicaSet. */
  List<String> hashes() {
    return replicaSets().stream()
        .map(set -> set.path("metadata").path("labels").path(HASH).asText())
        .toList();
  }

  private List<JsonNode> owned(String group, String plural) {
    String path = "%s/namespaces/%s/%s".formatted(group, namespace.name(), plural);
    try {
      return Json.elements(namespace.cluster().api().get(path).orThrow(plural).path("items"))
          .filter(
              object ->
                  Json.elements(object.path("metadata").path("ownerReferences"))
                      .anyMatch(owner -> owner.path("name").asText().equals(name)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
