package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.notify.outbox.Happening;
import io.rolloutoperator.notify.outbox.Milestone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The Events of an object that nobody was told of yet, and how far the object was by them. Safe for
 * use by several threads.
 */
final class HeardEvents {

  /** The caches show what led to an Event a moment after it. */
  static final Duration CACHES_CATCH_UP = Duration.ofMillis(250);

  private final Queue<Heard> heard = new ArrayDeque<>();
  private final List<Happening> missed = new ArrayList<>();
  private Optional<Milestone> milestone;

  /**
   * Goes on where the process before stopped: Events that it did not store are made up for.
   *
   * @param milestone how far the object was then
   * @param object as it is now
   */
  HeardEvents(Optional<Milestone> milestone, JsonNode object, Instant now) {
    this.milestone = milestone;
    milestone.ifPresent(before -> missed.addAll(before.missed(object, now)));
  }

  /** An Event, and when it was heard of. */
  private record Heard(String reason, String message, Instant at) {
    Happening happening() {
      return new Happening(reason, at.toString());
    }
  }

  synchronized void add(String reason, String message, Instant at) {
    heard.add(new Heard(reason, message, at));
  }

  /** What was heard a moment ago comes first, or messages would change places. */
  synchronized boolean haveSettled(Instant now) {
    return heard.stream().noneMatch(event -> event.at.isAfter(now.minus(CACHES_CATCH_UP)));
  }

  /** Takes those of the revision of an earlier look, but no later ones. */
  synchronized List<Happening> takeUntil(JsonNode passed) {
    long revision = Milestone.of(passed).map(Milestone::revision).orElse(Long.MAX_VALUE);
    List<Happening> taken = takeMissed(passed);
    while (!heard.isEmpty() && after(heard.element()).revision() <= revision) {
      taken.add(take());
    }
    return taken;
  }

  /**
   * Takes all.
   *
   * @param object as it is now
   */
  synchronized List<Happening> takeAll(JsonNode object) {
    List<Happening> taken = takeMissed(object);
    while (!heard.isEmpty()) {
      taken.add(take());
    }
    milestone = milestone.map(before -> before.beside(object));
    return taken;
  }

  /** How far the object is by what was taken; empty before its first revision. */
  synchronized Optional<Milestone> milestone() {
    return milestone;
  }

  private List<Happening> takeMissed(JsonNode object) {
    milestone = milestone.or(() -> Milestone.of(object));
    List<Happening> taken = new ArrayList<>(missed);
    missed.clear();
    return taken;
  }

  private Happening take() {
    Heard event = heard.remove();
    milestone = milestone.map(before -> before.after(event.reason, event.message));
    return event.happening();
  }

  private Milestone after(Heard event) {
    Milestone before = milestone.orElse(new Milestone(0, 0));
    return before.after(event.reason, event.message);
  }
}
