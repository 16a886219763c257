package io.rolloutoperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.rollout.AntiAffinity;
import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.PauseCondition;
import io.rolloutoperator.api.rollout.RequiredAntiAffinity;
import io.rolloutoperator.api.rollout.RolloutCondition;
import io.rolloutoperator.api.rollout.RolloutPause;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.api.rollout.TrafficWeights;
import io.rolloutoperator.api.rollout.WeightDestination;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void anEmptyStatusHasItsTwoParts() throws IOException {
    assertThat(Encoder.encode(RolloutStatus.EMPTY)).isEqualTo(yaml("{canary: {}, blueGreen: {}}"));
  }

  @Test
  void anEmptyRunStatusHasPhaseAndSummary() throws IOException {
    assertThat(Encoder.encode(AnalysisRunStatus.EMPTY))
        .isEqualTo(yaml("{phase: '', runSummary: {}}"));
  }

  @Test
  void aStatusIsWrittenAsTheReferenceWritesIt() throws IOException {
    RolloutStatus status =
        RolloutStatus.EMPTY.toBuilder()
            .currentStepIndex(0)
            .observedGeneration("7")
            .hpaReplicas(3)
            .abort(false)
            .stableRS("abc")
            .pauseConditions(List.of(new PauseCondition("CanaryPauseStep", TIME)))
            .conditions(List.of(new RolloutCondition("Healthy", "True", TIME, TIME, "", "")))
            .canary(
                RolloutStatus.EMPTY.canary().toBuilder()
                    .weights(
                        new TrafficWeights(
                            new WeightDestination(0, "c", "h"),
                            new WeightDestination(100, "s", ""),
                            List.of(),
                            false))
                    .build())
            .build();

    assertThat(Encoder.encode(status))
        .isEqualTo(
            yaml(
                """
                pauseConditions: [{reason: CanaryPauseStep, startTime: "2026-01-02T03:04:05Z"}]
                currentStepIndex: 0
                observedGeneration: "7"
                conditions:
                - type: Healthy
                  status: "True"
                  lastUpdateTime: "2026-01-02T03:04:05Z"
                  lastTransitionTime: "2026-01-02T03:04:05Z"
                  reason: ""
                  message: ""
                canary:
                  weights:
                    canary: {weight: 0, serviceName: c, podTemplateHash: h}
                    stable: {weight: 100, serviceName: s}
                    verified: false
                blueGreen: {}
                HPAReplicas: 3
                stableRS: abc
                """));
  }

  @Test
  void anEmptyRecordThatIsPresentIsAnEmptyObject() throws IOException {
    assertThat(
            Encoder.encode(
                new CanaryStep(null, new RolloutPause(null), null, null, null, null, null, null)))
        .isEqualTo(yaml("{pause: {}}"));
    assertThat(Encoder.encode(new AntiAffinity(null, new RequiredAntiAffinity())))
        .isEqualTo(yaml("{requiredDuringSchedulingIgnoredDuringExecution: {}}"));
    assertThat(
            Decoder.decode(
                yaml("{requiredDuringSchedulingIgnoredDuringExecution: {}}"),
                AntiAffinity.class,
                "antiAffinity"))
        .isEqualTo(new Decoded.Valid<>(new AntiAffinity(null, new RequiredAntiAffinity())));
  }

  @Test
  void anEmptyArgumentIsNotAnAbsentOne() throws IOException {
    assertThat(Encoder.encode(new Argument("a", "", null))).isEqualTo(yaml("{name: a, value: ''}"));
    assertThat(Encoder.encode(new Argument("a", null, null))).isEqualTo(yaml("{name: a}"));
  }

  private static JsonNode yaml(String text) throws IOException {
    return new YAMLMapper().readTree(text);
  }
}
