package io.rolloutoperator.notify.trigger;

import io.rolloutoperator.notify.config.TriggerCondition;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What became of a condition.
 *
 * @param key tells it from other conditions over time: its place and a digest of its expression
 * @param oncePer the value of that expression; empty without one
 * @param over whether what lasts has ended
 * @param problem why the condition could not be judged, which counts as not triggered and not over
 */
public record ConditionResult(
    TriggerCondition condition,
    String key,
    String oncePer,
    boolean triggered,
    boolean over,
    Optional<String> problem) {

  /** Whether there is no expression: then the event of the trigger's name is the condition. */
  public boolean isByEvent() {
    return condition.when().isBlank();
  }

  /** The same with texts that may be shown. */
  public ConditionResult shown(UnaryOperator<String> redaction) {
    return new ConditionResult(
        condition, key, redaction.apply(oncePer), triggered, over, problem.map(redaction));
  }
}
