package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A Rollout on the API server and what became of it. */
record LiveRelease(TestNamespace namespace, String name) {

  private static final String API = "argoproj.io/v1alpha1";

  /** Pods of the prefix sim are reports only. */
  private static final String MANIFEST =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: NAME}
      spec:
        replicas: 2
        selector: {matchLabels: {app: NAME}}
        template:
          metadata: {labels: {app: NAME}}
          spec: {containers: [{name: web, image: "sim/web:1.0"}]}
        strategy: {canary: {steps: STEPS}}
      """;

  /** Applies the first version and does not wait. */
  static LiveRelease apply(TestNamespace namespace, String name, String steps) {
    namespace.apply(MANIFEST.replace("NAME", name).replace("STEPS", steps));
    return new LiveRelease(namespace, name);
  }

  /** Starts the second version as soon as the first one runs. */
  LiveRelease release() {
    awaitPhase("Healthy");
    patch("{spec: {template: {spec: {containers: [{name: web, image: \"sim/web:2.0\"}]}}}}");
    return this;
  }

  void patch(String yaml) {
    namespace.patch(API, "Rollout", name, yaml);
  }

  void patchStatus(String yaml) {
    namespace.patchStatus(API, "Rollout", name, yaml);
  }

  JsonNode object() {
    return namespace.read(API, "Rollout", name);
  }

  JsonNode status() {
    return object().path("status");
  }

  void awaitPhase(String phase) {
    await("phase " + phase, seen -> seen.at("/status/phase").asText().equals(phase));
  }

  void awaitMessage(String message) {
    await(message, seen -> seen.at("/status/message").asText().equals(message));
  }

  /** Waits until it pauses at the step with this index. */
  void awaitPausedAt(int index) {
    await(
        "paused at step " + index,
        seen ->
            seen.at("/status/phase").asText().equals("Paused")
                && seen.at("/status/currentStepIndex").asInt(-1) == index);
  }

  /** Waits until this holds for the object once its generation is observed. */
  void await(String what, Predicate<JsonNode> condition) {
    namespace.await(
        name + ": " + what,
        () -> {
          JsonNode seen = object();
          String generation = seen.at("/metadata/generation").asText();
          return generation.equals(seen.at("/status/observedGeneration").asText())
              && condition.test(seen);
        });
  }

  /** Waits until each revision wants so many replicas, such as {@code 1=0 2=4}. */
  void awaitScales(String scales) {
    await(scales, _ -> scales().equals(scales));
  }

  private String scales() {
    return owned("/apis/apps/v1", "replicasets").stream()
        .sorted(Comparator.comparingInt(LiveRelease::revision))
        .map(set -> revision(set) + "=" + set.at("/spec/replicas").asInt())
        .collect(Collectors.joining(" "));
  }

  private static int revision(JsonNode owned) {
    return owned.path("metadata").path("annotations").path("rollout.argoproj.io/revision").asInt();
  }

  /** The only AnalysisRun that it owns. */
  JsonNode run() {
    List<JsonNode> runs = owned("/apis/" + API, "analysisruns");
    if (runs.size() != 1) {
      throw new IllegalStateException(runs.size() + " runs of " + name);
    }
    return runs.getFirst();
  }

  private List<JsonNode> owned(String group, String plural) {
    String path = "%s/namespaces/%s/%s".formatted(group, namespace.name(), plural);
    try {
      return Json.elements(namespace.cluster().api().get(path).orThrow(plural).path("items"))
          .filter(
              object ->
                  Json.elements(object.at("/metadata/ownerReferences"))
                      .anyMatch(owner -> owner.path("name").asText().equals(name)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
