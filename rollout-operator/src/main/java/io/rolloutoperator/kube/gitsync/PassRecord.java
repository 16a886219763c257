package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.status.Readiness;
import io.rolloutoperator.gitsync.status.SyncFailure;
import io.rolloutoperator.gitsync.status.SyncOutcome;
import io.rolloutoperator.gitsync.status.SyncOutcomeBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one pass finds out about its unit, on its way to the status. For one thread. */
final class PassRecord {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final PassSubject subject;
  private final StatusStore statuses;
  private final SyncOutcomeBuilder outcome;

  /** With what is known before anything is read. */
  PassRecord(PassSubject subject, StatusStore statuses) {
    this.subject = subject;
    this.statuses = statuses;
    this.outcome =
        SyncOutcome.of(subject.generation(), subject.unit().policies().historyLimit())
            .ignoredFields(subject.ignoredFields())
            .handledRequest(subject.requests().reconcileRequestedAt());
  }

  PassSubject subject() {
    return subject;
  }

  StatusStore statuses() {
    return statuses;
  }

  /** Takes what is found out. */
  SyncOutcomeBuilder outcome() {
    return outcome;
  }

  /** What keeps the unit from being ready, as far as was found out. */
  Optional<SyncFailure> failure() {
    return outcome
        .build()
        .readiness()
        .filter(Readiness.Failed.class::isInstance)
        .map(failed -> ((Readiness.Failed) failed).failure());
  }

  /** Writes this alone, as of a pass that found out nothing. */
  ActionOutcome tell(Readiness readiness) {
    int history = subject.unit().policies().historyLimit();
    SyncOutcome told = SyncOutcome.of(subject.generation(), history).readiness(readiness).build();
    return statuses.write(told, subject.now());
  }

  /** Writes the status; the pass did what it could. */
  PassEnd settle(Duration again) {
    return statuses.write(outcome.build(), subject.now())
            instanceof ActionOutcome.Outdated(String why)
        ? new PassEnd.Repeat(why)
        : new PassEnd.Settled(again);
  }

  /**
   * Keeps the status in mind for a second at most: objects that are ready by then need one write
   * instead of two.
   */
  PassEnd settleSoon(Duration again) {
    Instant due = statuses.dueAt().orElse(subject.now().plus(SOON));
    if (!subject.now().isBefore(due)) {
      return settle(again);
    }
    statuses.keep(outcome.build(), subject.now(), due);
    return new PassEnd.Settled(again).within(Duration.between(subject.now(), due));
  }

  /** Writes the status; the pass is to be tried again after a growing pause. */
  PassEnd retry() {
    return settle(subject.state().retryPause(subject.unit().policies().retryInterval(), failure()));
  }
}
