package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.status.RetryPause;
import io.rolloutoperator.gitsync.status.SyncFailure;
import io.rolloutoperator.kube.fence.ResourceVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the process remembers of one unit. Nothing that is decided depends on it: without it objects
 * are looked at once more. Used by one thread at a time.
 */
final class UnitState {

  /** Every object is compared with Git this often, whatever the watches say. */
  private static final Duration FULL_CHECK = Duration.ofHours(1);

  private final UnitRenderer renderer;
  private final AppliedStates applied = new AppliedStates();
  private final DriftFights fights = new DriftFights();
  private @Nullable ObjectNode written;
  private @Nullable Instant checked;
  private Instant notBefore = Instant.MIN;
  private String handledRequest = "";
  private int failures;

  UnitState(UnitRenderer renderer) {
    this.renderer = renderer;
  }

  UnitRenderer renderer() {
    return renderer;
  }

  AppliedStates applied() {
    return applied;
  }

  DriftFights fights() {
    return fights;
  }

  /** The object as the watch has it, or as our own last write left it if that is newer. */
  ObjectNode newest(ObjectNode cached) {
    ObjectNode own = written;
    if (own == null || !uid(own).equals(uid(cached))) {
      return cached;
    }
    return ResourceVersions.compare(version(own), version(cached)) > 0 ? own : cached;
  }

  /** The object as our write left it. */
  void wrote(ObjectNode object) {
    written = object;
  }

  /** Nothing is to be asked of the API server before this time. */
  void postpone(Instant until) {
    notBefore = until;
  }

  /** How long nothing may be asked of the API server yet, if it has asked for patience. */
  Optional<Duration> postponed(Instant now) {
    return now.isBefore(notBefore)
        ? Optional.of(Duration.between(now, notBefore))
        : Optional.empty();
  }

  /** Whether every object is to be compared now; a new request of a person asks for it. */
  boolean checksAll(Instant now, String request) {
    Instant last = checked;
    boolean due =
        last == null || !request.equals(handledRequest) || !now.isBefore(last.plus(FULL_CHECK));
    if (due) {
      checked = now;
      handledRequest = request;
    }
    return due && last != null;
  }

  /** When every object is to be compared again. */
  Instant nextCheck(Instant now) {
    return Optional.ofNullable(checked).orElse(now).plus(FULL_CHECK);
  }

  /** The pause after one more failure in a row. */
  Duration retryPause(Optional<Duration> fixed, Optional<SyncFailure> failure) {
    return RetryPause.after(failures++, fixed, failure);
  }

  /** A pass went well. */
  void succeeded() {
    failures = 0;
  }

  private static String uid(ObjectNode object) {
    return object.at("/metadata/uid").asText();
  }

  private static String version(ObjectNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }
}
