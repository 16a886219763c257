package io.rolloutoperator.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiConfig;
import io.rolloutoperator.engine.validation.Capabilities;
import io.rolloutoperator.engine.validation.SpecError;
import io.rolloutoperator.engine.validation.SpecValidator;
import io.rolloutoperator.engine.validation.SuspiciousSpec;
import io.rolloutoperator.engine.validation.UnsupportedFields;
import io.rolloutoperator.engine.validation.Workload;
import io.rolloutoperator.gitsync.frontend.own.FrontEndSettings;
import io.rolloutoperator.gitsync.frontend.own.GitSyncFrontEnd;
import io.rolloutoperator.gitsync.frontend.own.UnitResult;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.traffic.gatewayapi.GatewayApiRouter;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * YAML that users may copy: a whole object, or a part of one of ours that begins with {@code
 * strategy}, {@code steps} or {@code metrics}. It is decoded and validated as the controller does,
 * and a field that the API does not know is an error.
 */
record DocumentedObject(ObjectNode tree) {

  private static final String API = "argoproj.io/v1alpha1";
  private static final String PLUGINS = "spec.strategy.canary.trafficRouting.plugins";
  private static final Capabilities CAPABILITIES =
      new Capabilities(Set.of(), Set.of(GatewayApiRouter.PLUGIN));

  private static final String ROLLOUT_SPEC =
      """
      selector: {matchLabels: {app: web}}
      template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main, image: "web:1"}]}}
      strategy: {canary: {trafficRouting: {plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}}}}
      """;

  /** What is wrong with a text; nothing if users may copy it. */
  static List<String> problems(String yaml) {
    List<ObjectNode> documents = Json.yaml(yaml);
    return documents.isEmpty()
        ? List.of("there is no object in it")
        : documents.stream()
            .flatMap(document -> new DocumentedObject(document).problems())
            .toList();
  }

  private Stream<String> problems() {
    return tree.has("apiVersion") ? whole() : part();
  }

  private Stream<String> whole() {
    String kind = tree.path("kind").asText();
    if (tree.path("apiVersion").asText().startsWith("kustomize.config.k8s.io/")) {
      return kind.equals("Kustomization") ? Stream.of() : Stream.of("no check for kind " + kind);
    }
    if (kind.isEmpty() || tree.path("metadata").path("name").asText().isEmpty()) {
      return Stream.of("kind or metadata.name is missing");
    }
    if (kind.equals("GitSync")) {
      return gitSync();
    }
    if (!tree.path("apiVersion").asText().startsWith("argoproj.io/")) {
      return Stream.of();
    }
    if (!tree.path("apiVersion").asText().equals(API)) {
      return Stream.of("apiVersion is not " + API);
    }
    return switch (kind) {
      case "Rollout" -> rollout(tree.path("spec"));
      case "AnalysisTemplate", "ClusterAnalysisTemplate" -> template(tree.path("spec"));
      case "Application" -> Stream.of(); // Argo CD's
      default -> Stream.of("no check for kind " + kind);
    };
  }

  private Stream<String> gitSync() {
    ObjectNode stored = tree.deepCopy();
    stored.withObject("/metadata").put("namespace", "somewhere");
    return switch (GitSyncFrontEnd.toUnit(stored, new FrontEndSettings(true, "gitsync", false))) {
      case UnitResult.Invalid(List<String> messages) -> messages.stream();
      case UnitResult.Accepted(var _, List<String> ignored) ->
          ignored.stream().map(path -> path + ": has no effect");
    };
  }

  private Stream<String> part() {
    List<String> fields = tree.properties().stream().map(field -> field.getKey()).toList();
    if (fields.equals(List.of("metrics"))) {
      return template(tree);
    }
    ObjectNode spec = Json.yaml(ROLLOUT_SPEC).getFirst();
    if (fields.equals(List.of("strategy"))) {
      spec.set("strategy", tree.get("strategy"));
      return rollout(spec);
    }
    if (fields.equals(List.of("steps"))) {
      spec.withObject("/strategy/canary").set("steps", tree.get("steps"));
      return rollout(spec);
    }
    return Stream.of(
        "neither a whole object nor strategy, steps or metrics, but " + String.join(", ", fields));
  }

  private static Stream<String> rollout(JsonNode tree) {
    return decoded(tree, RolloutSpec.class, "spec", DocumentedObject::rollout);
  }

  private static Stream<String> rollout(RolloutSpec spec) {
    var canary = spec.strategy().canary();
    var routing = canary == null ? null : canary.trafficRouting();
    JsonNode config = routing == null ? null : routing.plugins().get(GatewayApiRouter.PLUGIN);
    return Stream.of(
            SpecValidator.errors(spec, new Workload.NotReferenced(), CAPABILITIES)
                .map(SpecError::detail),
            UnsupportedFields.firstError(spec).map(SpecError::detail).stream(),
            SuspiciousSpec.suspicions(spec).map(SuspiciousSpec.Suspicion::message),
            config == null
                ? Stream.<String>empty()
                : decoded(config, GatewayApiConfig.class, PLUGINS, _ -> Stream.of()))
        .flatMap(problems -> problems);
  }

  private static Stream<String> template(JsonNode tree) {
    return decoded(tree, AnalysisTemplateSpec.class, "spec", DocumentedAnalysis::problems);
  }

  private static <T extends Record> Stream<String> decoded(
      JsonNode tree, Class<T> type, String path, Function<T, Stream<String>> check) {
    return switch (Decoder.decode(tree, type, path)) {
      case Decoded.Malformed<T> malformed -> Stream.of(malformed.message());
      case Decoded.Valid<T>(T value) ->
          Stream.concat(unknown(tree, Encoder.encode(value), path), check.apply(value));
    };
  }

  /** Fields that are lost when the tree is read as a record, unless they mean the same as none. */
  private static Stream<String> unknown(JsonNode written, JsonNode kept, String path) {
    if (written.isArray()) {
      return Stream.iterate(0, i -> i < written.size(), i -> i + 1)
          .flatMap(i -> unknown(written.path(i), kept.path(i), path + "[" + i + "]"));
    }
    return written.properties().stream()
        .flatMap(
            field -> {
              String at = path + "." + field.getKey();
              return kept.has(field.getKey())
                  ? unknown(field.getValue(), kept.get(field.getKey()), at)
                  : meansNothing(field.getValue())
                      ? Stream.of()
                      : Stream.of(at + ": unknown field");
            });
  }

  private static boolean meansNothing(JsonNode value) {
    return value.isContainerNode()
        ? value.isEmpty()
        : value.asText().isEmpty() || value.asText().equals("0") || value.asText().equals("false");
  }
}
