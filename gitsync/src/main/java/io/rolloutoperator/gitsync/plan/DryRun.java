package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the API server said to applying one object without storing it. */
public sealed interface DryRun {

  /** What the object would become. */
  record Accepted(ObjectNode result) implements DryRun {}

  /** A field differs that cannot be changed: cause {@code field is immutable}. */
  record Immutable(String message) implements DryRun {}

  /**
   * It may not be written as it is.
   *
   * @param reason {@code VALIDATION_FAILED} or {@code FORBIDDEN}
   * @param message the server's text, without values of Secrets
   */
  record Refused(SyncReason reason, String message) implements DryRun {}
}
