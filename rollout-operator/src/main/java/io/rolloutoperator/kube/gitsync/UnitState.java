package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.frontend.own.UnitResult;
import io.rolloutoperator.gitsync.plan.FullCheck;
import io.rolloutoperator.gitsync.status.RetryPause;
import io.rolloutoperator.gitsync.status.SyncFailure;
import io.rolloutoperator.kube.fence.ResourceVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the process remembers of one unit. Nothing that is decided depends on it: without it objects
 * are looked at once more. Used by one thread at a time.
 */
final class UnitState {

  private final UnitRenderer renderer;
  private final AppliedStates applied = new AppliedStates();
  private final DriftFights fights = new DriftFights();
  private final Presumptions presumptions = new Presumptions();
  private final Outage outage = new Outage();
  private @Nullable ObjectNode written;
  private @Nullable UnwrittenStatus unwritten;
  private @Nullable Dropped dropped;
  private @Nullable ReadSpec read;
  private Instant notBefore = Instant.MIN;
  private FullCheck check;
  private String lookedFor = "";
  private int failures;

  private record ReadSpec(JsonNode spec, UnitResult result) {}

  /** A change of the status that this version of the object did not take. */
  private record Dropped(String version, ObjectNode difference) {}

  UnitState(UnitRenderer renderer, FullCheck check) {
    this.renderer = renderer;
    this.check = check;
  }

  /** What a spec says: read again only if it is another one than before. */
  UnitResult unit(JsonNode spec, Supplier<UnitResult> reader) {
    ReadSpec known = read;
    if (known == null || !known.spec().equals(spec)) {
      known = new ReadSpec(spec, reader.get());
      read = known;
    }
    return known.result();
  }

  UnitRenderer renderer() {
    return renderer;
  }

  AppliedStates applied() {
    return applied;
  }

  Presumptions presumptions() {
    return presumptions;
  }

  DriftFights fights() {
    return fights;
  }

  Outage outage() {
    return outage;
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

  /** A change of the status was sent on the object as it was, and this is the answer. */
  void answered(ObjectNode before, ObjectNode difference, ObjectNode after) {
    boolean nothingChanged = version(after).equals(version(before));
    dropped = nothingChanged ? new Dropped(version(before), difference) : null;
  }

  /** Whether the same change was sent before, and nothing of it was stored. */
  boolean wasDropped(ObjectNode object, ObjectNode difference) {
    return new Dropped(version(object), difference).equals(dropped);
  }

  /** A status that is to be written later. */
  void keep(UnwrittenStatus status) {
    unwritten = status;
  }

  /** The status says all of it now. */
  void forgetUnwritten() {
    unwritten = null;
  }

  /** What was kept, unless somebody else has written the status meanwhile. */
  Optional<UnwrittenStatus> unwritten(JsonNode stored) {
    return Optional.ofNullable(unwritten).filter(kept -> kept.stored().equals(stored));
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

  /** When every object was compared last. */
  FullCheck check() {
    return check;
  }

  /** A plan was carried out, for this request of a person. */
  void checked(Instant now, String request) {
    check = check.after(now, request);
  }

  /**
   * Whether the repository was not yet looked at for this request of a person; from now on it was.
   * Until the status says so, each pass comes upon the request, and a second look keeps the next
   * request waiting. A new one makes that what could not be rendered is tried again.
   */
  boolean isNew(String request) {
    boolean anew = !request.equals(lookedFor);
    lookedFor = request;
    if (anew) {
      renderer.tryAgain();
    }
    return anew;
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
