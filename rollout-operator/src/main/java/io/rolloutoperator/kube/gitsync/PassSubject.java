package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.frontend.own.UnitRequests;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Instant;
import java.util.List;

/**
 * What one pass is about.
 *
 * @param object the GitSync, whole
 * @param ignoredFields of its spec
 * @param requests that its annotations make
 * @param state what the process remembers of it
 * @param now when the pass began
 */
record PassSubject(
    ObjectNode object,
    SyncUnit unit,
    Account account,
    List<String> ignoredFields,
    UnitRequests requests,
    UnitState state,
    Instant now) {

  /** Copies the list. */
  PassSubject {
    ignoredFields = List.copyOf(ignoredFields);
  }

  /** The GitSync, for the log. */
  ObjectKey key() {
    return StatusStore.GIT_SYNC.key(unit.id().namespace(), unit.id().name());
  }

  long generation() {
    return object.at("/metadata/generation").asLong();
  }
}
