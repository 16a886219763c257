package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Watchers and notifications count on every event, its order, and on nothing in between. */
@RequiresCluster
class EventSequenceIT {
  private static final List<String> DEPLOY =
      List.of(
          "RolloutAddedToInformer",
          "RolloutUpdated",
          "NewReplicaSetCreated",
          "RolloutNotCompleted",
          "ScalingReplicaSet",
          "RolloutCompleted");
  private static final List<String> UPDATE =
      List.of(
          "RolloutUpdated",
          "NewReplicaSetCreated",
          "RolloutNotCompleted",
          "ScalingReplicaSet",
          "RolloutStepCompleted",
          "RolloutPaused");
  private static final List<String> ABORT = List.of("ScalingReplicaSet", "RolloutAborted");
  private static final List<String> RETRY =
      List.of("ScalingReplicaSet", "RolloutStepCompleted", "RolloutPaused");
  private static final List<String> END_OF_PAUSE =
      List.of("RolloutStepCompleted", "RolloutResumed", "ScalingReplicaSet", "RolloutCompleted");

  private final TestNamespace namespace;
  private final ShippedOperator operator;

  EventSequenceIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.operator = ShippedOperator.start(namespace);
  }

  @Test
  @ExpectWarnings("RolloutAborted")
  void deployUpdateAbortRetryAndTheEndOfThePauseTellExactlyTheseEvents() {
    LiveRollout web =
        LiveRollout.deploy(
            namespace, "web", 1, "{steps: [{setWeight: 50}, {pause: {duration: 3s}}]}");
    List<String> expected = new ArrayList<>(DEPLOY);
    tells(web, expected);

    web.version("v2");
    web.awaitPhase("Paused");
    web.abort(); // before anything else is looked at: the pause is short
    web.awaitPhase("Degraded");
    expected.addAll(UPDATE);
    expected.addAll(ABORT);
    tells(web, expected);

    web.retry();
    web.awaitPhase("Healthy");
    expected.addAll(RETRY);
    expected.addAll(END_OF_PAUSE);
    tells(web, expected);
  }

  /** Events are written behind the objects, so the last of them may still be under way. */
  private void tells(LiveRollout rollout, List<String> reasons) {
    namespace.await(
        reasons.size() + " events", () -> operator.eventReasons(rollout).size() >= reasons.size());
    assertThat(operator.eventReasons(rollout)).containsExactlyElementsOf(reasons);
  }
}
