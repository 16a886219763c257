package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.plan.Hold;
import io.rolloutoperator.gitsync.plan.SyncReason;
import io.rolloutoperator.gitsync.source.Revision;
import java.util.List;
import java.util.Optional;

/** Whether the cluster is as Git says: conditions Ready, Reconciling and Stalled. */
public sealed interface Readiness {

  /** It is, and is as healthy as the spec demands. */
  record Ready(Revision revision) implements Readiness {
    /** {@code Applied revision: main@sha1:<40 hex>}. */
    String message() {
      return "Applied revision: " + revision;
    }
  }

  /**
   * It will be.
   *
   * @param message what is under way, one line that stays the same until there is news
   */
  record Progressing(String message) implements Readiness {}

  /** It is not. */
  record Failed(SyncFailure failure) implements Readiness {}

  /**
   * What the most important hold of a plan makes of a unit; nothing if there is none or the unit is
   * suspended, whose readiness stays as it was.
   */
  static Optional<Readiness> of(List<Hold> holds) {
    return holds.stream().findFirst().flatMap(Readiness::of);
  }

  private static Optional<Readiness> of(Hold hold) {
    return hold.reason() == SyncReason.PROGRESSING
        ? Optional.of(new Progressing(hold.message()))
        : SyncFailure.of(hold.reason(), List.of(hold.message())).map(Failed::new);
  }
}
