package io.rolloutoperator.gitsync.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.health.HealthRules;
import io.rolloutoperator.gitsync.health.HealthSummary;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.Problem;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.plan.SyncPlan;
import io.rolloutoperator.gitsync.plan.SyncReason;
import io.rolloutoperator.gitsync.plan.SyncReport;
import io.rolloutoperator.gitsync.plan.SyncSnapshot;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a pass that came to a plan found out and did. */
public final class PassFindings {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

  private final SyncSnapshot snapshot;
  private final SyncPlan plan;
  private final SyncReport report;
  private final GitSyncStatus before;
  private final Map<ObjectId, Health> health;
  private final WrittenObjects written;

  /**
   * Of one pass.
   *
   * @param before the status that the pass met, with what the pass itself wrote into it on its way
   */
  public PassFindings(
      SyncSnapshot snapshot, SyncPlan plan, SyncReport report, GitSyncStatus before) {
    this.snapshot = snapshot;
    this.plan = plan;
    this.report = report;
    this.before = before;
    this.health = health(snapshot, report);
    this.written = WrittenObjects.of(snapshot, report.done());
  }

  /** The unit as it is specified. */
  public SyncUnit unit() {
    return snapshot.unit();
  }

  /** What was to be done. */
  public SyncPlan plan() {
    return plan;
  }

  /** What was done. */
  public SyncReport report() {
    return report;
  }

  /** The status before. */
  public GitSyncStatus before() {
    return before;
  }

  /** The commit that the pass worked on. */
  public Revision revision() {
    return snapshot.commit().revision();
  }

  private DesiredState state() {
    return snapshot.commit().state();
  }

  /** The objects that were written. */
  public WrittenObjects written() {
    return written;
  }

  /** Whether the commit is applied whole now. */
  public boolean applied() {
    return plan.completes()
        && problems().isEmpty()
        && report.ending() instanceof SyncReport.Ending.Complete;
  }

  /** Everything that is wrong with single objects. */
  public List<Problem> problems() {
    return Stream.concat(plan.problems().stream(), report.problems().stream()).toList();
  }

  /**
   * Writes down what is known now; what is not said here stays as the status has it.
   *
   * @param requestNotes on what people asked for
   */
  public void tell(SyncOutcomeBuilder outcome, List<String> requestNotes) {
    if (!suspended()) {
      outcome.health(health);
      outcome.drifted(plan.drifted());
      outcome.yielded(plan.yielded());
      outcome.problems(
          Stream.concat(problems().stream().map(SyncProblem::of), notes(requestNotes)).toList());
    }
    outcome.quarantine(plan.quarantine());
    readiness().ifPresent(outcome::readiness);
    if (applied()) {
      outcome.applied(state());
    }
    if (allHealthy()) {
      outcome.healthy(revision());
    }
    if (wrote()) {
      outcome.render(new AppliedRender(state(), snapshot.now()));
    }
  }

  /** What is to be known although nothing is wrong. */
  private Stream<SyncProblem> notes(List<String> requestNotes) {
    return Stream.concat(
        plan.kept().stream().map(SyncProblem::of),
        Stream.of(snapshot.cluster().notes(), snapshot.commit().notes(), requestNotes, plan.notes())
            .flatMap(List::stream)
            .map(SyncProblem::note));
  }

  /** Whether the pass changed an object, or ends what another one had begun. */
  public boolean wrote() {
    return !written.isEmpty() || endsWhatWasBegun();
  }

  /** A process that ended between its last apply and the status has told nobody of them. */
  private boolean endsWhatWasBegun() {
    return applied() && new RecordedStatus(before).isUnfinished(state());
  }

  /** Whether the commit is applied, and everything of it is as healthy as can be. */
  public boolean allHealthy() {
    return applied()
        && plan.quarantine().stream().noneMatch(QuarantineEntry::holds)
        && HealthSummary.worst(health.values()) == HealthSummary.HEALTHY;
  }

  /** Whether nothing is left that trying again could mend. */
  public boolean wellDone() {
    return problems().isEmpty()
        && plan.holds().stream().noneMatch(hold -> hold.reason() == SyncReason.FORBIDDEN);
  }

  /**
   * Whether the status may wait a moment: the commit is applied and its objects only have to become
   * ready, which most do at once. What became of releases in quarantine is told at once.
   *
   * @param isBehind whether a status before this one waits already
   */
  public boolean mayWait(boolean isBehind) {
    return (wrote() || isBehind) && settling();
  }

  private boolean settling() {
    return wellDone()
        && applied()
        && plan.quarantine().isEmpty()
        && before.quarantinedRevisions().isEmpty()
        && readiness().filter(Readiness.Progressing.class::isInstance).isPresent();
  }

  /**
   * The pause until the next pass, if no event comes before.
   *
   * @param nextCheck when every object is to be compared anyway
   */
  public Duration again(Instant nextCheck) {
    List<Instant> times = new ArrayList<>();
    plan.requeueAt().ifPresent(times::add);
    health.values().forEach(one -> one.recheckAt().ifPresent(times::add));
    if (applied()) {
      readyRule().deadline().ifPresent(times::add);
    }
    times.add(nextCheck);
    if (goesOn()) {
      times.add(snapshot.now().plus(SHORTEST_PAUSE));
    }
    Instant next =
        times.stream()
            .filter(time -> time.isAfter(snapshot.now()))
            .min(Instant::compareTo)
            .orElse(snapshot.now());
    Duration pause = Duration.between(snapshot.now(), next);
    return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
  }

  /** What was written may be what the rest of the plan waits for; no event tells of it. */
  private boolean goesOn() {
    return !plan.completes() && !report.done().isEmpty();
  }

  private boolean suspended() {
    return plan.holds().stream().anyMatch(hold -> hold.reason() == SyncReason.SUSPENDED);
  }

  private Optional<Readiness> readiness() {
    return SyncFailures.of(snapshot, plan, report)
        .<Readiness>map(Readiness.Failed::new)
        .or(() -> suspended() ? Optional.empty() : Readiness.of(plan.holds()))
        .or(() -> suspended() ? Optional.empty() : Optional.of(afterApply()));
  }

  private Readiness afterApply() {
    return applied()
        ? readyRule().readiness()
        : new Readiness.Progressing("applying " + revision().shortText());
  }

  private ReadyRule readyRule() {
    return new ReadyRule(unit().policies(), revision(), health, lastWrite(), snapshot.now());
  }

  /** When the objects were written last. */
  private Instant lastWrite() {
    return wrote() || before.history().isEmpty()
        ? snapshot.now()
        : Optional.ofNullable(before.history().getFirst().lastApplied()).orElse(snapshot.now());
  }

  private static Map<ObjectId, Health> health(SyncSnapshot snapshot, SyncReport report) {
    Map<ObjectId, Health> all = new LinkedHashMap<>();
    for (Manifest manifest : snapshot.commit().manifests()) {
      ObjectNode live = report.written().get(manifest.id());
      all.put(
          manifest.id(),
          Optional.ofNullable(live)
              .or(() -> snapshot.cluster().find(manifest.id()))
              .map(object -> HealthRules.of(object, snapshot.now()))
              .orElseGet(() -> HealthRules.absent(manifest.object())));
    }
    return all;
  }
}
