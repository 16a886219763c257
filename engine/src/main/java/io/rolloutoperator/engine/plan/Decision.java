package io.rolloutoperator.engine.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a strategy decided about the update in one pass.
 *
 * @param control the steering part of the status as it shall be
 * @param kind what kind of pass it was
 * @param abortReason why the update is aborted, if it is known in this pass; the message of an
 *     earlier one stays
 * @param completion how the update ended, if it ended in this pass
 * @param events what to tell once the status is written, in order
 */
public record Decision(
    Control control,
    Kind kind,
    Optional<String> abortReason,
    Optional<Completion> completion,
    List<EventNote> events) {

  public Decision {
    events = List.copyOf(events);
  }

  /** Passes that differ in what conditions make of them. */
  public enum Kind {
    /** A new ReplicaSet was made for a new revision. */
    REVISION_CREATED,
    /** The template or the steps changed and a ReplicaSet of that template exists. */
    REVISION_FOUND,
    /** An update goes on, or nothing is to do. */
    ONGOING
  }
}
