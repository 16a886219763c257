package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.EventNote;
import java.util.List;

/** Tells when the controller begins to wait and when it goes on by itself. */
final class PauseEvents {

  private PauseEvents() {}

  static List<EventNote> between(RolloutStatus before, RolloutStatus after) {
    boolean waited = !before.pauseConditions().isEmpty();
    boolean waits = !after.pauseConditions().isEmpty();
    if (!waited && waits) {
      String reason = after.pauseConditions().getFirst().reason();
      return List.of(EventNote.normal("RolloutPaused", "Rollout is paused (" + reason + ")"));
    }
    // An abort ends a pause too, but nothing goes on.
    if (waited && !waits && !after.abort()) {
      return List.of(EventNote.normal("RolloutResumed", "Rollout is resumed"));
    }
    return List.of();
  }
}
