package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the API server said to applying one object without storing it. */
public sealed interface DryRun {

  /** What the object would become. */
  record Accepted(ObjectNode result) implements DryRun {}

  /** A field differs that cannot be changed: cause {@code field is immutable}. */
  record Immutable(String message) implements DryRun {}

  /**
   * The API server does not know the kind in this version.
   *
   * @param served versions in which it knows it; may be empty
   */
  record NotServed(List<String> served) implements DryRun {
    /** Copies the list. */
    public NotServed {
      served = List.copyOf(served);
    }
  }

  /**
   * It may not be written as it is.
   *
   * @param reason {@code VALIDATION_FAILED} or {@code FORBIDDEN}
   * @param message the server's text, without values of Secrets; for {@code FORBIDDEN} the whole
   *     sentence
   */
  record Refused(SyncReason reason, String message) implements DryRun {}
}
