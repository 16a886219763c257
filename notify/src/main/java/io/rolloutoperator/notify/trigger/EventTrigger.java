package io.rolloutoperator.notify.trigger;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The trigger that belongs to the reason of an Event. */
public final class EventTrigger {

  /** Reasons of Events of Rollouts, and of analyses as Rollouts tell of them. */
  private static final Set<String> KNOWN =
      Stream.of(
              "RolloutAddedToInformer",
              "RolloutUpdated",
              "RolloutNotCompleted",
              "RolloutStepCompleted",
              "RolloutPaused",
              "RolloutResumed",
              "RolloutAborted",
              "RolloutCompleted",
              "RolloutDeleted",
              "SkipSteps",
              "NewReplicaSetCreated",
              "ReplicaSetCreateError",
              "ScalingReplicaSet",
              "SwitchService",
              "TrafficWeightUpdated",
              "TrafficRoutingError",
              "WeightVerifyError",
              "ExperimentCreated",
              "AnalysisRunPending",
              "AnalysisRunRunning",
              "AnalysisRunSuccessful",
              "AnalysisRunFailed",
              "AnalysisRunError",
              "AnalysisRunInconclusive",
              "StepPluginTransition",
              "ReconciliationError")
          .map(EventTrigger::of)
          .collect(Collectors.toUnmodifiableSet());

  private EventTrigger() {}

  /** Whether a trigger has the name of an Event. */
  public static boolean isKnown(String trigger) {
    return KNOWN.contains(trigger);
  }

  /** {@code on-rollout-step-completed} for {@code RolloutStepCompleted}. */
  public static String of(String reason) {
    StringBuilder out = new StringBuilder("on-");
    for (int i = 0; i < reason.length(); i++) {
      if (i > 0 && beginsWord(reason, i)) {
        out.append('-');
      }
      out.append(reason.charAt(i));
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean beginsWord(String reason, int at) {
    if (!isUpper(reason.charAt(at))) {
      return false;
    }
    char before = reason.charAt(at - 1);
    boolean afterSmall = isLower(before) || (before >= '0' && before <= '9');
    boolean beforeSmall = at + 1 < reason.length() && isLower(reason.charAt(at + 1));
    return afterSmall || beforeSmall;
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }
}
