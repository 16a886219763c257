package io.rolloutoperator.kubectl.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.forecast.Beginning.Knowledge;
import io.rolloutoperator.kubectl.json.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Rollouts to be planned, and forecasts in a line. */
final class Plans {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private Plans() {}

  /** A Rollout "web" whose canary strategy has these fields. */
  static ObjectNode rollout(int replicas, String canary) {
    ObjectNode rollout =
        (ObjectNode)
            tree(
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: web, namespace: shop}
                spec:
                  selector: {matchLabels: {app: web}}
                  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "web:2"}]}}
                  strategy: {canary: %s}
                """
                    .formatted(canary));
    rollout.withObject("/spec").put("replicas", replicas);
    return rollout;
  }

  static JsonNode tree(String yaml) {
    try {
      return Yaml.documents(yaml).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An update from a version with as many pods, with these objects given. */
  static Forecast update(ObjectNode rollout, JsonNode... objects) {
    int pods = rollout.path("spec").path("replicas").asInt();
    Beginning first = new Beginning(NOW, rollout, List.of(objects), Knowledge.SOME);
    return Forecaster.of(StableRevision.before(first, pods), rollout);
  }

  /** Weight and pods of each step: {@code 20:1+4}, with older ones {@code 20:1+4+2}. */
  static String steps(Forecast forecast) {
    return forecast.steps().stream().map(Plans::step).collect(Collectors.joining(" "));
  }

  private static String step(StepForecast step) {
    String older = step.others() == 0 ? "" : "+" + step.others();
    return step.weight() + ":" + step.canary() + "+" + step.stable() + older;
  }
}
