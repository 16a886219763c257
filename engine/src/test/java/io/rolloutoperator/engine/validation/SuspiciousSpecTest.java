package io.rolloutoperator.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.validation.SuspiciousSpec.Suspicion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspiciousSpecTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                        |
          {maxSurge: 5x}                                            | spec.strategy.canary.maxSurge: "5x" is neither a number nor a percentage
          {maxSurge: "5", maxUnavailable: "10%"}                    |
          {maxUnavailable: ""}                                      | spec.strategy.canary.maxUnavailable: "" is neither a number nor a percentage
          {replicaProgressThreshold: {type: Half, value: 5}}        | spec.strategy.canary.replicaProgressThreshold.type: "Half" is neither Percent nor Pods
          {replicaProgressThreshold: {type: Percent, value: 150}}   | spec.strategy.canary.replicaProgressThreshold.value: 150 is not between 0 and 100
          {replicaProgressThreshold: {type: Pods, value: 150}}      |
          {minPodsPerReplicaSet: 2}                                 | spec.strategy.canary.minPodsPerReplicaSet: has no effect without trafficRouting
          {minPodsPerReplicaSet: 2, trafficRouting: {smi: {}}}      |
          {abortScaleDownDelaySeconds: 2}                           | spec.strategy.canary.abortScaleDownDelaySeconds: has no effect without trafficRouting
          {analysis: {}}                                            | spec.strategy.canary.analysis.templates: is empty: nothing is measured
          {analysis: {startingStep: -1, templates: [{templateName: t}]}} | spec.strategy.canary.analysis.startingStep: -1 is below 0: the analysis runs from the first step on
          {analysis: {startingStep: 1, templates: [{templateName: t}]}, steps: [{pause: {}}]} | spec.strategy.canary.analysis.startingStep: 1 is not one of 1 steps: the analysis never runs beside a step
          {analysis: {startingStep: 1, templates: [{templateName: t}]}, steps: [{pause: {}}, {pause: {}}]} |
          {steps: [{analysis: {}}]}                                 | spec.strategy.canary.steps[0].analysis.templates: is empty: nothing is measured
          {steps: [{pause: {}}, {setCanaryScale: {}}]}              | spec.strategy.canary.steps[1].setCanaryScale: is empty: set one of weight, replicas, matchTrafficWeight
          {steps: [{setCanaryScale: {weight: 5, replicas: 1}}]}     | spec.strategy.canary.steps[0].setCanaryScale: sets more than one of weight, replicas, matchTrafficWeight
          {steps: [{setCanaryScale: {weight: 101}}]}                | spec.strategy.canary.steps[0].setCanaryScale.weight: 101 is not between 0 and 100
          {steps: [{setCanaryScale: {replicas: -1}}]}               | spec.strategy.canary.steps[0].setCanaryScale.replicas: -1 is not between 0 and 2147483647
          {trafficRouting: {maxTrafficWeight: 1000}, steps: [{setCanaryScale: {weight: 101}}]} |
          {steps: [{experiment: {}}]}                               | spec.strategy.canary.steps[0].experiment.templates: is empty: no pods are run
          {steps: [{experiment: {templates: [{name: a, weight: 101}]}}]} | spec.strategy.canary.steps[0].experiment.templates[0].weight: 101 is not between 0 and 100
          {steps: [{setMirrorRoute: {name: r, percentage: 101}}]}   | spec.strategy.canary.steps[0].setMirrorRoute.percentage: 101 is not between 0 and 100
          {steps: [{plugin: {}}]}                                   | spec.strategy.canary.steps[0].plugin.name: is empty
          """)
  void namesTheDoubtfulField(String canary, String message) {
    RolloutSpec spec = Cases.spec(Cases.yaml("{strategy: {canary: " + canary + "}}"));
    assertThat(SuspiciousSpec.suspicions(spec).map(Suspicion::message).findFirst().orElse(null))
        .isEqualTo(message);
  }

  @Test
  void namesQuantitiesThatCannotBeRead() {
    RolloutSpec spec =
        Cases.spec(
            Cases.yaml(
                "{template: {spec: {containers: [{resources: {requests: {cpu: 1, memory: 1x}}}]}}}"));
    assertThat(SuspiciousSpec.suspicions(spec).map(Suspicion::message))
        .containsExactly(
            "spec.template.spec.containers[0].resources.requests[memory]: quantities must match the regular"
                + " expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$', \"1x\" does not; it counts as 0");
  }
}
