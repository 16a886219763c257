package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.Reason;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import io.rolloutoperator.engine.validation.RejectedTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A refused spec changes nothing but the status. What it refers to may appear without an event that
 * wakes this Rollout, so it is looked at again every few seconds.
 */
public final class InvalidSpecStage implements Stage {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  @Override
  public Optional<Plan> plan(Snapshot snapshot) {
    return violation(snapshot)
        .map(
            message ->
                new Plan(
                    List.of(),
                    new StatusIntent.Invalid(message),
                    List.of(new Reason("invalid-spec", message)),
                    Optional.of(LOOK_AGAIN)));
  }

  private static Optional<String> violation(Snapshot snapshot) {
    if (snapshot.violation().isPresent()) {
      return snapshot.violation();
    }
    return snapshot.template() instanceof TemplateMatch.Rejected(String message)
        ? Optional.of(RejectedTemplate.error(message).message(snapshot.rollout().name()))
        : Optional.empty();
  }
}
