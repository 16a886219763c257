package io.rolloutoperator.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.forecast.Beginning;
import io.rolloutoperator.kubectl.forecast.Beginning.Knowledge;
import io.rolloutoperator.kubectl.forecast.Forecast;
import io.rolloutoperator.kubectl.forecast.ForecastScreen;
import io.rolloutoperator.kubectl.forecast.Forecaster;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.json.Yaml;
import io.rolloutoperator.kubectl.lint.Finding;
import io.rolloutoperator.kubectl.lint.Lint;
import io.rolloutoperator.kubectl.lint.SourceFile;
import io.rolloutoperator.kubectl.lint.SourceFile.Choice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every field of a Rollout gets every kind of value: lint and plan answer, whatever stands there.
 */
class HostileRolloutsTest {

  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web, namespace: shop, labels: {a: b}, annotations: {c: d}}
      spec:
        replicas: 3
        minReadySeconds: 1
        progressDeadlineSeconds: 60
        revisionHistoryLimit: 2
        rollbackWindow: {revisions: 1}
        selector: {matchLabels: {app: web}, matchExpressions: [{key: app, operator: Exists}]}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers: [{name: web, image: "web:2", resources: {requests: {cpu: 1}}, ports: [{containerPort: 80}]}]
        strategy:
          canary:
            canaryService: c
            stableService: s
            maxSurge: 1
            maxUnavailable: 0
            minPodsPerReplicaSet: 1
            replicaProgressThreshold: {type: Percent, value: 90}
            analysis: {startingStep: 1, templates: [{templateName: rate}], args: [{name: x, value: y}]}
            trafficRouting:
              plugins: {argoproj-labs/gatewayAPI: {httpRoutes: [{name: web}], httpRouteSelector: {matchLabels: {a: b}}}}
            steps:
            - setWeight: 20
            - pause: {duration: 1m}
            - setCanaryScale: {replicas: 1}
            - analysis: {templates: [{templateName: rate}], args: [{name: h, valueFrom: {podTemplateHashValue: Latest}}]}
      """;

  private static final String TEMPLATE =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: {name: rate}
      spec:
        args: [{name: x, value: "1"}, {name: h}]
        dryRun: [{metricName: rate}]
        metrics:
        - {name: rate, interval: 1m, count: 2, successCondition: "result > {{args.x}}", provider: {prometheus: {query: "{{args.h}}"}}}
      """;

  private static JsonNode tree(String yaml) {
    try {
      return Yaml.documents(yaml).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> values() {
    return Stream.of(
        "null",
        "true",
        "-1",
        "0",
        "2147483647",
        "9223372036854775807",
        "1.5",
        "''",
        "x",
        "'101%'",
        "'-5s'",
        "[]",
        "[[]]",
        "[null]",
        "[x]",
        "{}",
        "{a: {b: c}}",
        "'{{args.x}}'");
  }

  /** The tree once for each of its nodes, which is replaced. */
  private static List<JsonNode> variants(JsonNode root, JsonNode value) {
    List<JsonNode> variants = new ArrayList<>();
    paths(root, "", new ArrayList<>())
        .forEach(
            path -> {
              ObjectNode copy = root.deepCopy();
              int slash = path.lastIndexOf('/');
              JsonNode parent = copy.at(path.substring(0, slash));
              String last = path.substring(slash + 1).replace("~1", "/");
              if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(last), value);
              } else {
                ((ObjectNode) parent).set(last, value);
              }
              variants.add(copy);
            });
    return variants;
  }

  private static List<String> paths(JsonNode node, String path, List<String> paths) {
    if (!path.isEmpty()) {
      paths.add(path);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      paths(node.get(i), path + "/" + i, paths);
    }
    node.properties()
        .forEach(f -> paths(f.getValue(), path + "/" + f.getKey().replace("/", "~1"), paths));
    return paths;
  }

  private static List<Finding> lint(JsonNode... objects) {
    StringBuilder text = new StringBuilder();
    for (JsonNode object : objects) {
      text.append(Json.compact(object)).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return Lint.of(List.of(SourceFile.read("f.json", bytes, Choice.NAMED)), List.of()).findings();
  }

  @ParameterizedTest
  @MethodSource("values")
  void lintAnswersInLines(String value) {
    JsonNode rollout = tree(ROLLOUT);
    JsonNode template = tree(TEMPLATE);
    JsonNode hostile = tree("v: " + value).path("v");
    for (JsonNode variant : variants(rollout, hostile)) {
      assertThat(lint(variant, template))
          .as(() -> Json.compact(variant))
          .allSatisfy(finding -> assertThat(finding.display()).hasLineCount(1));
    }
    for (JsonNode variant : variants(template, hostile)) {
      assertThatCode(() -> lint(rollout, variant))
          .as(() -> Json.compact(variant))
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "-1", "2147483647", "x", "[]", "{}", "'-5s'"})
  void planAnswersWithAnEnd(String value) {
    List<JsonNode> objects = List.of(tree(TEMPLATE));
    for (JsonNode rollout : variants(tree(ROLLOUT), tree("v: " + value).path("v"))) {
      Forecast forecast =
          Forecaster.of(
              new Beginning(World.NOW, (ObjectNode) rollout, objects, Knowledge.SOME), rollout);
      assertThat(ForecastScreen.of(forecast, 80)).as(() -> Json.compact(rollout)).isNotEmpty();
    }
  }
}
