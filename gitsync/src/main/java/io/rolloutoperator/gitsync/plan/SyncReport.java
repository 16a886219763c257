package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.List;
import java.util.Map;

/**
 * What became of a plan.
 *
 * @param done in the order they were carried out
 * @param written objects as the writes left them
 * @param problems with objects that could not be written
 * @param ending why nothing more was tried
 */
public record SyncReport(
    List<SyncAction> done,
    Map<ObjectId, ObjectNode> written,
    List<Problem> problems,
    Ending ending) {

  /** Copies the collections. */
  public SyncReport {
    done = List.copyOf(done);
    written = Map.copyOf(written);
    problems = List.copyOf(problems);
  }

  /** How it ended. */
  public sealed interface Ending {

    /** Every action was carried out. */
    record Complete() implements Ending {}

    /** An action failed; {@link SyncReport#problems} tells which. */
    record Stopped() implements Ending {}

    /** The plan is out of date: another is to be made at once. */
    record Outdated(String why) implements Ending {}
  }
}
