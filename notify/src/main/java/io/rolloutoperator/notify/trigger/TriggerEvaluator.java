package io.rolloutoperator.notify.trigger;

import io.rolloutoperator.analysis.expression.Expression;
import io.rolloutoperator.analysis.expression.GoValues;
import io.rolloutoperator.analysis.expression.NamedExpression;
import io.rolloutoperator.analysis.expression.NamedExpression.Compilation;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.TriggerCondition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges the conditions of triggers. */
public final class TriggerEvaluator {

  private TriggerEvaluator() {}

  private sealed interface Judged {
    record Found(Value value) implements Judged {}

    record Failed(String message) implements Judged {}
  }

  /**
   * Judges all conditions of a trigger.
   *
   * @param variables what expressions know: {@code rollout} and the others
   */
  public static List<ConditionResult> evaluate(
      List<TriggerCondition> conditions, Map<String, Value> variables, Instant now) {
    List<ConditionResult> results = new ArrayList<>();
    for (TriggerCondition condition : conditions) {
      String key = "[" + results.size() + "]." + digest(condition.when());
      results.add(result(condition, key, variables, now));
    }
    return List.copyOf(results);
  }

  private static ConditionResult result(
      TriggerCondition condition, String key, Map<String, Value> variables, Instant now) {
    if (condition.when().isBlank()) {
      return new ConditionResult(condition, key, "", false, false, Optional.empty());
    }
    return switch (judge(condition.when(), variables, now)) {
      case Judged.Failed(String message) ->
          new ConditionResult(condition, key, "", false, false, Optional.of("when: " + message));
      case Judged.Found(Value value) when !NamedExpression.isTrue(value) ->
          notTriggered(condition, key, variables, now);
      case Judged.Found _ -> oncePer(condition, key, variables, now);
    };
  }

  private static ConditionResult notTriggered(
      TriggerCondition condition, String key, Map<String, Value> variables, Instant now) {
    if (condition.until().isBlank()) {
      return new ConditionResult(condition, key, "", false, true, Optional.empty());
    }
    return switch (judge(condition.until(), variables, now)) {
      case Judged.Found(Value value) ->
          new ConditionResult(
              condition, key, "", false, NamedExpression.isTrue(value), Optional.empty());
      case Judged.Failed(String message) ->
          new ConditionResult(condition, key, "", false, false, Optional.of("until: " + message));
    };
  }

  private static ConditionResult oncePer(
      TriggerCondition condition, String key, Map<String, Value> variables, Instant now) {
    if (condition.oncePer().isBlank()) {
      return new ConditionResult(condition, key, "", true, false, Optional.empty());
    }
    return switch (judge(condition.oncePer(), variables, now)) {
      case Judged.Found(Value value) ->
          new ConditionResult(
              condition, key, GoValues.text(value).orElse(""), true, false, Optional.empty());
      case Judged.Failed(String message) ->
          new ConditionResult(condition, key, "", true, false, Optional.of("oncePer: " + message));
    };
  }

  private static Judged judge(String source, Map<String, Value> variables, Instant now) {
    return switch (NamedExpression.compile(source)) {
      case Compilation.Refused(String message) -> new Judged.Failed(message);
      case Compilation.Compiled(NamedExpression expression) ->
          switch (expression.evaluate(variables, now)) {
            case Expression.Outcome.Evaluated(Value value) -> new Judged.Found(value);
            case Expression.Outcome.EvaluationError(String message) -> new Judged.Failed(message);
          };
    };
  }

  /** As the notification engine names a condition, so that its records are understood. */
  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-1", e);
    }
  }
}
