package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.NotificationConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known when it is decided which notifications are due.
 *
 * @param rollout what the notifications are about
 * @param variables of conditions
 * @param happenings since the last decision, in their order
 */
public record Situation(
    NotificationConfig config,
    RolloutIdentity rollout,
    Map<String, Value> variables,
    List<Happening> happenings,
    Instant now) {

  public Situation {
    variables = Map.copyOf(variables);
    happenings = List.copyOf(happenings);
  }

  /**
   * The object and its revision.
   *
   * @param revision the number of the revision under way
   */
  public record RolloutIdentity(
      String uid, String revision, Map<String, String> labels, Map<String, String> annotations) {
    public RolloutIdentity {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }
}
