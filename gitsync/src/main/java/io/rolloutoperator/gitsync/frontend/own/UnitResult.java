package io.rolloutoperator.gitsync.frontend.own;

import io.rolloutoperator.gitsync.unit.SyncUnit;
import java.util.List;

/** What a GitSync asks for. */
public sealed interface UnitResult {

  /**
   * Something that can be worked on.
   *
   * @param ignoredFields what the spec says without effect, as paths such as {@code
   *     spec.rollouts.promoteTo}: fields not supported yet, and unknown ones
   */
  record Accepted(SyncUnit unit, List<String> ignoredFields) implements UnitResult {
    /** Copies the list. */
    public Accepted {
      ignoredFields = List.copyOf(ignoredFields);
    }
  }

  /**
   * Something wrong: nothing may be fetched or written.
   *
   * @param messages one line for each wrong field, at least one
   */
  record Invalid(List<String> messages) implements UnitResult {
    /** Copies the list. */
    public Invalid {
      messages = List.copyOf(messages);
    }
  }
}
