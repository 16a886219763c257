package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.plan.Problem;
import io.rolloutoperator.gitsync.plan.SyncAction;
import java.util.List;

/**
 * What became of a plan.
 *
 * @param done in the order they were carried out
 * @param problems with objects that could not be written
 * @param ending why nothing more was tried
 */
record SyncReport(List<SyncAction> done, List<Problem> problems, Ending ending) {

  /** Copies the lists. */
  SyncReport {
    done = List.copyOf(done);
    problems = List.copyOf(problems);
  }

  /** How it ended. */
  sealed interface Ending {

    /** Every action was carried out. */
    record Complete() implements Ending {}

    /** An action failed; {@link SyncReport#problems} tells which. */
    record Stopped() implements Ending {}

    /** The plan is out of date: another is to be made at once. */
    record Outdated(String why) implements Ending {}
  }
}
