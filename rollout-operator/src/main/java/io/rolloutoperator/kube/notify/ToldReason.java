package io.rolloutoperator.kube.notify;

import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.notify.trigger.EventTrigger;
import java.util.Map;
import java.util.Set;

/**
 * What a notification tells of, in the words of Events. Triggers that people name have one word
 * together, so that series do not grow with what they write.
 */
record ToldReason(EventType type, String reason) {

  private static final Map<String, String> OF_ALERTS =
      Map.of("on-rollout-stuck", "ProgressDeadlineExceeded", "on-git-sync-failed", "GitSyncFailed");

  private static final Set<String> WARNINGS =
      Set.of(
          "RolloutAborted",
          "ReplicaSetCreateError",
          "TrafficRoutingError",
          "WeightVerifyError",
          "AnalysisRunFailed",
          "AnalysisRunError",
          "ReconciliationError",
          "ProgressDeadlineExceeded",
          "GitSyncFailed");

  static ToldReason of(String trigger) {
    String reason =
        EventTrigger.reason(trigger).orElse(OF_ALERTS.getOrDefault(trigger, "Condition"));
    return new ToldReason(WARNINGS.contains(reason) ? EventType.WARNING : EventType.NORMAL, reason);
  }
}
