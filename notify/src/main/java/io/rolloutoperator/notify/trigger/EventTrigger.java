package io.rolloutoperator.notify.trigger;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The trigger that belongs to the reason of an Event. */
public final class EventTrigger {

  /** Reasons of Events of Rollouts, and of analyses as Rollouts tell of them, by trigger. */
  private static final Map<String, String> KNOWN =
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
          .collect(Collectors.toUnmodifiableMap(EventTrigger::of, reason -> reason));

  private EventTrigger() {}

  /** Whether a trigger has the name of an Event. */
  public static boolean isKnown(String trigger) {
    return KNOWN.containsKey(trigger);
  }

  /** The reason of the Event that a trigger has the name of. */
  public static Optional<String> reason(String trigger) {
    return Optional.ofNullable(KNOWN.get(trigger));
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
