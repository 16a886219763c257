package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.plan.SyncReason;
import java.util.Optional;

/** How one action of a plan ended. */
sealed interface ActionOutcome {

  /**
   * It is done.
   *
   * @param object as it is now, if it is still there
   */
  record Done(Optional<ObjectNode> object) implements ActionOutcome {
    static final Done NOTHING_LEFT = new Done(Optional.empty());
  }

  /** Somebody else wrote first: everything is to be read and planned again. */
  record Outdated(String why) implements ActionOutcome {}

  /**
   * It is not done, or nobody knows.
   *
   * @param message one line for people
   */
  record Failed(SyncReason reason, String message) implements ActionOutcome {}
}
