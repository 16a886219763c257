package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.RolloutStatus;
import java.util.Objects;

/** Whether an update came nearer to its end between two statuses. */
final class Progress {

  private Progress() {}

  static boolean between(RolloutStatus before, RolloutStatus after) {
    return after.updatedReplicas() != before.updatedReplicas()
        || old(after) < old(before)
        || after.readyReplicas() > before.readyReplicas()
        || after.availableReplicas() > before.availableReplicas()
        || !after.stableRS().equals(before.stableRS())
        || !Objects.equals(after.currentStepIndex(), before.currentStepIndex())
        || !after.currentStepHash().equals(before.currentStepHash());
  }

  private static int old(RolloutStatus status) {
    return status.replicas() - status.updatedReplicas();
  }
}
