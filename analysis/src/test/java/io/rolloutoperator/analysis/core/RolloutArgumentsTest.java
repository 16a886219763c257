package io.rolloutoperator.analysis.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.FieldRef;
import io.rolloutoperator.api.rollout.AnalysisRunArgument;
import io.rolloutoperator.api.rollout.ArgumentValueFrom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutArgumentsTest {

  private static final JsonNode ROLLOUT =
      Yaml.tree(
          """
          metadata: {name: web, namespace: shop, uid: u-1, labels: {env: prod, app: 'a"b'}, annotations: {example.com/team: blue}}
          spec: {replicas: 1000000, paused: false, strategy: {canary: {}}}
          status: {phase: Progressing, message: null, pauseConditions: [{reason: CanaryPauseStep}]}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "metadata.name                            | web",
        "metadata.namespace                       | shop",
        "metadata.uid                             | u-1",
        "metadata.labels['env']                   | prod",
        "metadata.labels['nope']                  | ``",
        "metadata.annotations['example.com/team'] | blue",
        "metadata.name['x']                       | fieldPath \"metadata.name['x']\" does not support subscript",
        "metadata.generation                      | unsupported fieldPath: metadata.generation",
        "spec.replicas                            | 1000000",
        "spec.paused                              | false",
        "status.phase                             | Progressing",
        "status.pauseConditions[0].reason         | CanaryPauseStep",
        "status.pauseConditions[1].reason         | index 1 out of range",
        "status.pauseConditions[-1].reason        | index -1 out of range",
        "status.pauseConditions[x].reason         | invalid index 'x'",
        "status.nope                              | invalid path status.nope in rollout",
        "status.message                           | invalid path status.message in rollout",
        "spec.strategy[0]                         | invalid path spec.strategy[0] in rollout",
        "spec.strategy                            | path spec.strategy in rollout must terminate in a primitive value",
      })
  void aFieldIsReadOrTheMistakeIsNamed(String path, String expected) {
    assertThat(Yaml.outcome(FieldPath.value(ROLLOUT, path))).isEqualTo(expected);
  }

  @Test
  void allLabelsAreShownAsPodsSeeThem() {
    assertThat(Yaml.outcome(FieldPath.value(ROLLOUT, "metadata.labels")))
        .isEqualTo("app=\"a\\\"b\"\nenv=\"prod\"");
  }

  @Test
  void valuesHashesAndFieldsAreResolved() {
    List<AnalysisRunArgument> args =
        List.of(
            new AnalysisRunArgument("plain", "v", null),
            new AnalysisRunArgument("stable", "", new ArgumentValueFrom("Stable", null)),
            new AnalysisRunArgument("latest", "", new ArgumentValueFrom("Latest", null)),
            new AnalysisRunArgument(
                "env", "", new ArgumentValueFrom("", new FieldRef("metadata.labels['env']"))));
    assertThat(RolloutArguments.resolve(args, ROLLOUT, "aaa", "bbb"))
        .isEqualTo(
            Resolution.of(
                List.of(
                    new Argument("plain", "v", null),
                    new Argument("stable", "aaa", null),
                    new Argument("latest", "bbb", null),
                    new Argument("env", "prod", null))));
  }

  @ParameterizedTest
  @CsvSource({
    "metadata.labels, true",
    "metadata.labels['x'], true",
    "metadata.name, true",
    "metadata.name['x'], false",
    "status.phase, false",
    "metadata.generation, false"
  })
  void experimentsAcceptOnlyMetadata(String path, boolean expected) {
    assertThat(FieldPath.isMetadata(path)).isEqualTo(expected);
  }
}
