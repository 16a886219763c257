package io.rolloutoperator.kubectl.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.lint.SourceFile.Choice;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldLineTest {

  private static final String FILE =
      """
      # a comment
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata:
        name: web
        labels: {a.b/c: x}
      spec:
        template:
          metadata:
            labels:
              app.kubernetes.io/name: web
          spec:
            containers:
            - name: main
              resources: {requests: {
                memory: 1x}}
        strategy:
          canary:
            steps:
            - setWeight: 1
            - pause: {}
            -
              setWeight: 200
            trafficRouting:
              plugins:
                argoproj-labs/gatewayAPI:
                  httpRoute: x
      """;

  @ParameterizedTest
  @CsvSource({
    "'', 2",
    "kind, 3",
    "metadata.labels.a.b/c, 6",
    "spec, 7",
    "spec.template.metadata.labels.app.kubernetes.io/name, 11",
    "spec.template.spec.containers[0].name, 14",
    "spec.template.spec.containers[0].image, 14",
    "spec.template.spec.containers[0].resources.requests[memory], 16",
    "spec.strategy.canary.steps[0].setWeight, 20",
    "spec.strategy.canary.steps[1], 21",
    "spec.strategy.steps[2].setWeight, 23",
    "spec.strategy.canary.steps[9], 19",
    "spec.strategy.canary.steps[x], 19",
    "spec.strategy.canary.steps[, 19",
    "spec.strategy.strategy, 18",
    "spec.strategy.maxSurge, 18",
    "spec.strategy.canary.trafficRouting.plugins.argoproj-labs/gatewayAPI.httpRoute, 27",
    "spec.minReadySeconds, 7",
    "nonsense..[, 2",
  })
  void theLineOfTheFieldOrOfTheNearestAboveIt(String path, int line) {
    SourceObject object =
        SourceFile.read("f.yaml", FILE.getBytes(StandardCharsets.UTF_8), Choice.NAMED)
            .objects()
            .getFirst();
    assertThat(FieldLine.of(object.tree(), object.lines(), path)).isEqualTo(line);
  }
}
