package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.rolloutoperator.api.Rollout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutNewsTest {

  private static final String BEFORE =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web, namespace: shop, generation: 1, resourceVersion: "1"}
      status: {currentStepIndex: 0, phase: Progressing, replicas: 2}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generation: 1 -> generation: 1, uid: another",
        "generation: 1 -> generation: 2",
        "generation: 1 -> generation: 1, labels: {a: b}",
        "generation: 1 -> generation: 1, annotations: {a: b}",
        "generation: 1 -> generation: 1, annotations: {notifications.argoproj.io/subscribe.a.b: c}",
        "generation: 1 -> generation: 1, deletionTimestamp: '2026-01-01T00:00:00Z'",
        "replicas: 2 -> replicas: 2, abort: true",
        "replicas: 2 -> replicas: 2, promoteFull: true",
        "replicas: 2 -> replicas: 2, controllerPause: true",
        "replicas: 2 -> replicas: 2, pauseConditions: [{reason: a}]",
        "currentStepIndex: 0 -> currentStepIndex: 1",
        "phase: Progressing -> phase: Healthy"
      })
  void whatPeopleWriteAndThePhaseAskForAPass(String change) {
    assertThat(news(change)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resourceVersion: \"1\" -> resourceVersion: \"2\"",
        "generation: 1 -> generation: 1, annotations: {rollout-operator.io/notifications-pending: a}",
        "generation: 1 -> generation: 1, annotations: {notified.notifications.argoproj.io: a}",
        "replicas: 2 -> replicas: 3",
        "replicas: 2 -> replicas: 2, conditions: [{type: Healthy}]",
        "replicas: 2 -> replicas: 2, canary: {weights: {verified: true}}"
      })
  void ourOwnWritingDoesNot(String change) {
    assertThat(news(change)).isFalse();
  }

  private static boolean news(String change) {
    String[] parts = change.split(" -> ", 2);
    assertThat(BEFORE).contains(parts[0]);
    return new RolloutNews().accept(read(BEFORE.replace(parts[0], parts[1])), read(BEFORE));
  }

  private static Rollout read(String yaml) {
    return Serialization.unmarshal(yaml, Rollout.class);
  }
}
