package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.events.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldReasonTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "on-rollout-aborted, WARNING, RolloutAborted",
    "on-rollout-completed, NORMAL, RolloutCompleted",
    "on-analysis-run-failed, WARNING, AnalysisRunFailed",
    "on-rollout-stuck, WARNING, ProgressDeadlineExceeded",
    "on-git-sync-failed, WARNING, GitSyncFailed",
    "on-purple, NORMAL, Condition",
  })
  void itIsTheEvents(String trigger, EventType type, String reason) {
    assertThat(ToldReason.of(trigger)).isEqualTo(new ToldReason(type, reason));
  }
}
