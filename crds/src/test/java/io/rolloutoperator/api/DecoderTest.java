package io.rolloutoperator.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.rolloutoperator.api.gitsync.GitSyncInventoryEntry;
import io.rolloutoperator.api.gitsync.GitSyncSpec;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutPause;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderTest {

  private static final YAMLMapper YAML = new YAMLMapper();

  @Test
  void aRolloutReadByTheClientIsDecoded() {
    Rollout rollout =
        new KubernetesSerialization()
            .unmarshal(
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: web, namespace: shop}
                spec:
                  replicas: 0
                  fieldOfANewerVersion: 1
                  strategy:
                    canary:
                      maxSurge: 25%
                      maxUnavailable: 0
                      steps: [{setWeight: 25}, {pause: {}}, {pause: {duration: 10m}}, {pause: {duration: 30}}]
                  template: {spec: {containers: [{name: a, resources: {limits: {memory: invalid}}}]}}
                """,
                Rollout.class);

    RolloutSpec spec = valid(Decoder.spec(rollout.getSpec(), RolloutSpec.class));

    assertThat(spec.replicas()).isZero();
    assertThat(spec.revisionHistoryLimit()).isNull();
    CanaryStrategy canary = requireNonNull(spec.strategy().canary());
    assertThat(canary.maxSurge()).isEqualTo(IntOrString.of("25%"));
    assertThat(canary.maxUnavailable()).isEqualTo(IntOrString.of(0));
    assertThat(canary.steps())
        .extracting(CanaryStep::pause)
        .containsExactly(
            null,
            new RolloutPause(null),
            new RolloutPause(IntOrString.of("10m")),
            new RolloutPause(IntOrString.of(30)));
    assertThat(
            requireNonNull(spec.template())
                .at("/spec/containers/0/resources/limits/memory")
                .asText())
        .isEqualTo("invalid");
    assertThat(valid(Decoder.status(rollout.getStatus(), RolloutStatus.class)))
        .isEqualTo(RolloutStatus.EMPTY);
  }

  @Test
  void aGitSyncReadByTheClientIsDecoded() {
    GitSync sync =
        new KubernetesSerialization()
            .unmarshal(
                """
                apiVersion: rollout-operator.io/v1alpha1
                kind: GitSync
                metadata: {name: my-app, namespace: shop}
                spec:
                  repo: {url: "https://git.example.org/a", ref: {branch: main}}
                  wait: false
                  decryption: {provider: sops, anything: [1]}
                  rollouts: {promoteTo: [{path: overlays/production}]}
                status:
                  observedGeneration: 9007199254740993
                  inventory: {entries: [{id: shop_web__Service, v: v1}]}
                """,
                GitSync.class);

    GitSyncSpec spec = valid(Decoder.spec(sync.getSpec(), GitSyncSpec.class));

    assertThat(spec.repo().ref().branch()).isEqualTo("main");
    assertThat(spec.awaitHealth()).isFalse();
    assertThat(spec.prune()).isNull();
    assertThat(requireNonNull(spec.decryption()).path("anything").path(0).asInt()).isEqualTo(1);
    assertThat(spec.rollouts().promoteTo()).hasSize(1);
    GitSyncStatus status = valid(Decoder.status(sync.getStatus(), GitSyncStatus.class));
    assertThat(status.observedGeneration()).isEqualTo(9007199254740993L);
    assertThat(requireNonNull(status.inventory()).entries())
        .containsExactly(new GitSyncInventoryEntry("shop_web__Service", "v1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{strategy: {canary: {steps: abc}}}              | spec.strategy.canary.steps              | expected a list, got string",
        "{strategy: {canary: {steps: [{setWeight: '5'}]}}} | spec.strategy.canary.steps[0].setWeight | expected a 32-bit integer, got string",
        "{strategy: {canary: {steps: [{setWeight: 2147483648}]}}} | spec.strategy.canary.steps[0].setWeight | expected a 32-bit integer, got number 2147483648",
        "{strategy: {canary: {steps: [{setWeight: 1.5}]}}} | spec.strategy.canary.steps[0].setWeight | expected a 32-bit integer, got number 1.5",
        "{strategy: {canary: {steps: [null]}}}           | spec.strategy.canary.steps[0]           | expected an object, got null",
        "{strategy: {canary: {steps: [5]}}}              | spec.strategy.canary.steps[0]           | expected an object, got number 5",
        "{strategy: {canary: {steps: {}}}}               | spec.strategy.canary.steps              | expected a list, got object",
        "{strategy: {canary: []}}                        | spec.strategy.canary                    | expected an object, got list",
        "{strategy: ''}                                  | spec.strategy                           | expected an object, got string",
        "{paused: 'true'}                                | spec.paused                             | expected a boolean, got string",
        "{paused: 1}                                     | spec.paused                             | expected a boolean, got number 1",
        "{strategy: {canary: {canaryService: 5}}}        | spec.strategy.canary.canaryService      | expected a string, got number 5",
        "{strategy: {canary: {canaryService: true}}}     | spec.strategy.canary.canaryService      | expected a string, got boolean",
        "{strategy: {canary: {canaryService: {}}}}       | spec.strategy.canary.canaryService      | expected a string, got object",
        "{strategy: {canary: {maxSurge: true}}}          | spec.strategy.canary.maxSurge           | expected a 32-bit integer or a string, got boolean",
        "{strategy: {canary: {maxSurge: 1.5}}}           | spec.strategy.canary.maxSurge           | expected a 32-bit integer or a string, got number 1.5",
        "{restartAt: yesterday}                          | spec.restartAt                          | 'expected a time such as 2026-01-02T03:04:05Z, got string \"yesterday\"'",
        "{restartAt: 5}                                  | spec.restartAt                          | expected a time such as 2026-01-02T03:04:05Z, got number 5",
        "{selector: {matchLabels: {a: 1}}}               | spec.selector.matchLabels.a             | expected a string, got number 1",
        "{selector: {matchLabels: [a]}}                  | spec.selector.matchLabels               | expected an object, got list",
        "abc                                             | spec                                    | expected an object, got string",
        "[1]                                             | spec                                    | expected an object, got list",
      })
  void aWrongTypeIsNamedByPathAndProblem(String yaml, String path, String problem)
      throws IOException {
    assertThat(Decoder.decode(YAML.readTree(yaml), RolloutSpec.class, "spec"))
        .isEqualTo(new Decoded.Malformed<>(path, problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{observedGeneration: 5} | status.observedGeneration | expected a string, got number 5",
        "{conditions: [{type: A}, b]} | status.conditions[1] | expected an object, got string",
        "{canary: {weights: {canary: {weight: []}}}} | status.canary.weights.canary.weight | expected a 32-bit integer, got list",
      })
  void aWrongTypeInAStatusIsNamedByPathAndProblem(String yaml, String path, String problem)
      throws IOException {
    assertThat(Decoder.decode(YAML.readTree(yaml), RolloutStatus.class, "status"))
        .isEqualTo(new Decoded.Malformed<>(path, problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-02T03:04:05Z      | 2026-01-02T03:04:05Z",
        "2026-01-02T04:04:05+01:00 | 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.9Z    | 2026-01-02T03:04:05.900Z",
      })
  void timesAreReadWithAnyOffset(String text, String instant) {
    JsonNode spec = new ObjectMapper().createObjectNode().put("restartAt", text);
    assertThat(valid(Decoder.decode(spec, RolloutSpec.class, "spec")).restartAt())
        .isEqualTo(Instant.parse(instant));
  }

  @Test
  void explicitNullsAreAbsent() throws IOException {
    JsonNode spec =
        YAML.readTree(
            "{replicas: null, paused: null, template: null, strategy: {canary: {steps: null, maxSurge: null}}}");
    RolloutSpec decoded = valid(Decoder.decode(spec, RolloutSpec.class, "spec"));
    assertThat(decoded.replicas()).isNull();
    assertThat(decoded.paused()).isFalse();
    assertThat(decoded.template()).isNull();
    assertThat(requireNonNull(decoded.strategy().canary()).steps()).isEmpty();
    assertThat(requireNonNull(decoded.strategy().canary()).maxSurge()).isNull();
  }

  private static <T> T valid(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Valid<T>(T value) -> value;
      case Decoded.Malformed<T> malformed -> throw new AssertionError(malformed.message());
    };
  }
}
