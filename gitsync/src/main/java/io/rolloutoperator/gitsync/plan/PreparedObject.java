package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * One manifest beside its live object, before the API server was asked.
 *
 * @param live empty if it is absent
 */
record PreparedObject(
    Manifest manifest, ObjectMarks marks, Optional<ObjectNode> live, Disposition disposition) {

  /** What shall become of it. */
  sealed interface Disposition {

    /** It cannot be written. */
    record Refused(Problem problem) implements Disposition {}

    /**
     * Its annotations say so.
     *
     * @param why empty if there is nothing to tell
     */
    record LeftAlone(String why) implements Disposition {}

    /**
     * Not now.
     *
     * @param why empty if the hold of the whole commit tells it
     */
    record Waits(String why) implements Disposition {}

    /**
     * It differs again from what Git wants, and its repair waits.
     *
     * @param until when it may be repaired
     */
    record HeldBack(Merged merged, Instant until) implements Disposition {}

    /** Seen in this state before: no request is needed. */
    record Settled(Merged merged) implements Disposition {}

    /** To be compared once it was read: so far only its metadata is known. */
    record Unread() implements Disposition {}

    /**
     * To be compared with what the API server makes of it.
     *
     * @param desiredHash of what Git wants, before live values were merged in
     */
    record Compared(Merged merged, String desiredHash) implements Disposition {}
  }

  ObjectId id() {
    return manifest.id();
  }

  /** The manifest with what was merged into it. */
  Manifest manifest(Merged merged) {
    return new Manifest(merged.desired(), manifest.origin());
  }

  /** The resourceVersion to send along, if the merge asks for it. */
  Optional<String> versionFor(Merged merged) {
    return live.filter(object -> merged.atReadVersion())
        .map(object -> Metadata.of(object).resourceVersion());
  }

  /** Whether the unit makes it, or keeps what it made. */
  boolean taken() {
    return switch (disposition) {
      case Disposition.Refused refused -> false;
      case Disposition.LeftAlone leftAlone -> marks.mode() == ApplyMode.IF_NOT_PRESENT;
      case Disposition.Waits waits -> false;
      case Disposition.HeldBack heldBack -> true;
      case Disposition.Settled settled -> true;
      case Disposition.Unread unread -> true;
      case Disposition.Compared compared -> true;
    };
  }

  Problem problem(SyncReason reason, String message) {
    return new Problem(id(), Optional.of(manifest.origin()), reason, message);
  }
}
