package io.rolloutoperator.analysis.core;

import io.rolloutoperator.analysis.core.AnalysisPlan.Lifetime;
import io.rolloutoperator.analysis.core.AnalysisPlan.StatusWrite;
import io.rolloutoperator.analysis.core.MeasurementReport.ArgumentsUnresolved;
import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import io.rolloutoperator.api.analysis.MetricResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what happens next in an AnalysisRun.
 *
 * <p>The status is the only memory: a plan made after a restart from the written status goes on
 * where the last one stopped, and a measurement is counted when its report is in a written status,
 * once. Between plan and report a metric is in flight and is not asked again. Planning twice from
 * the same snapshot gives the same plan.
 *
 * <pre>
 *   (no phase) ──> Running ──> Successful | Failed | Error | Inconclusive ──> deleted when its time to live is over
 *        └────── invalid spec or argument ──> Error (without completedAt)
 * </pre>
 */
public final class AnalysisPlanner {

  /** How long a new run's first write waits for its first answers. */
  private static final Duration FIRST_ANSWER_WAIT = Duration.ofSeconds(2);

  private AnalysisPlanner() {}

  /** The plan for a snapshot. */
  public static AnalysisPlan plan(RunSnapshot snapshot) {
    if (AnalysisPhase.of(snapshot.status().phase()).isCompleted()) {
      return finished(snapshot);
    }
    return switch (RunDefinition.of(snapshot.spec(), snapshot.minimumInterval())) {
      case Resolution.Unresolved<RunDefinition>(String problem) ->
          erroneous(snapshot, snapshot.status().metricResults(), problem);
      case Resolution.Resolved<RunDefinition>(RunDefinition run) -> measured(snapshot, run);
    };
  }

  private static AnalysisPlan finished(RunSnapshot snapshot) {
    Optional<Instant> end = TimeToLive.end(snapshot.spec().ttlStrategy(), snapshot.status());
    boolean expired = end.filter(time -> !snapshot.now().isBefore(time)).isPresent();
    return new AnalysisPlan(
        snapshot.status(),
        StatusWrite.NOW,
        List.of(),
        snapshot.inFlight(),
        List.of(),
        expired ? Optional.empty() : end,
        expired ? Lifetime.EXPIRED : Lifetime.KEPT);
  }

  /** The run cannot be measured; it has no {@code completedAt}, as clients of this API expect. */
  private static AnalysisPlan erroneous(
      RunSnapshot snapshot, List<MetricResult> results, String message) {
    AnalysisRunStatus old = snapshot.status();
    AnalysisRunStatus status =
        new AnalysisRunStatus(
            AnalysisPhase.ERROR.text(),
            message,
            results,
            old.startedAt(),
            old.runSummary(),
            old.dryRunSummary(),
            old.completedAt());
    return new AnalysisPlan(
        status,
        StatusWrite.NOW,
        List.of(),
        snapshot.inFlight(),
        List.of(RunEvent.runCompleted(AnalysisPhase.ERROR)),
        Optional.empty(),
        Lifetime.KEPT);
  }

  private static AnalysisPlan measured(RunSnapshot snapshot, RunDefinition run) {
    Instant now = snapshot.now().truncatedTo(ChronoUnit.SECONDS);
    MeasurementLedger ledger =
        MeasurementLedger.fold(run, snapshot.status().metricResults(), snapshot.reports(), now);
    Optional<String> problem = unresolvedArguments(snapshot);
    if (problem.isPresent()) {
      return erroneous(
          snapshot, ledger.results(), AnalysisMessages.unresolvedArguments(problem.get()));
    }
    RunAssessment assessment = RunAssessment.of(run, ledger.results(), snapshot.spec().terminate());
    Instant startedAt = Objects.requireNonNullElse(snapshot.status().startedAt(), now);
    List<RunEvent> events = new ArrayList<>(startWarnings(snapshot, run));
    events.addAll(ledger.events());
    events.addAll(completions(snapshot, assessment));
    return assessment.phase().isCompleted()
        ? completed(snapshot, assessment, startedAt, now, events)
        : ongoing(snapshot, run, assessment, startedAt, events);
  }

  private static Optional<String> unresolvedArguments(RunSnapshot snapshot) {
    return snapshot.reports().stream()
        .filter(ArgumentsUnresolved.class::isInstance)
        .map(report -> ((ArgumentsUnresolved) report).problem())
        .findFirst();
  }

  private static List<RunEvent> startWarnings(RunSnapshot snapshot, RunDefinition run) {
    return snapshot.status().startedAt() != null
        ? List.of()
        : run.warnings().stream().map(text -> RunEvent.warning("IntervalRaised", text)).toList();
  }

  private static List<RunEvent> completions(RunSnapshot snapshot, RunAssessment assessment) {
    List<RunEvent> events = new ArrayList<>();
    for (MetricResult result : assessment.results()) {
      AnalysisPhase phase = MetricResults.phase(result);
      boolean before =
          MetricResults.find(snapshot.status().metricResults(), result.name())
              .filter(old -> MetricResults.phase(old).isCompleted())
              .isPresent();
      if (phase.isCompleted() && !before) {
        events.add(RunEvent.metricCompleted(result.name(), phase));
      }
    }
    if (assessment.phase().isCompleted()) {
      events.add(RunEvent.runCompleted(assessment.phase()));
    }
    return events;
  }

  private static AnalysisPlan completed(
      RunSnapshot snapshot,
      RunAssessment assessment,
      Instant startedAt,
      Instant now,
      List<RunEvent> events) {
    AnalysisRunStatus status = status(assessment, startedAt, Optional.of(now));
    return new AnalysisPlan(
        status,
        StatusWrite.NOW,
        List.of(),
        snapshot.inFlight(),
        events,
        TimeToLive.end(snapshot.spec().ttlStrategy(), status),
        Lifetime.KEPT);
  }

  private static AnalysisPlan ongoing(
      RunSnapshot snapshot,
      RunDefinition run,
      RunAssessment assessment,
      Instant startedAt,
      List<RunEvent> events) {
    MeasurementSchedule schedule = MeasurementSchedule.of(run, assessment, snapshot, startedAt);
    Instant patience = snapshot.createdAt().plus(FIRST_ANSWER_WAIT);
    boolean waits =
        snapshot.status().startedAt() == null
            && firstAnswersAwaited(snapshot, assessment, schedule)
            && snapshot.now().isBefore(patience);
    return new AnalysisPlan(
        status(assessment, startedAt, Optional.empty()),
        waits ? StatusWrite.WITH_FIRST_ANSWER : StatusWrite.NOW,
        schedule.due(),
        schedule.abandoned(),
        waits ? List.of() : events,
        waits
            ? Optional.of(MeasurementSchedule.earlier(schedule.next(), patience))
            : schedule.next(),
        Lifetime.KEPT);
  }

  /**
   * Whether metrics are being asked for the first time, and none for the second. A measurement that
   * goes on elsewhere, as a Job does, is noted at once, or it would be started again after a crash.
   */
  private static boolean firstAnswersAwaited(
      RunSnapshot snapshot, RunAssessment assessment, MeasurementSchedule schedule) {
    if (assessment.results().stream()
        .flatMap(result -> result.measurements().stream())
        .anyMatch(measurement -> measurement.finishedAt() == null)) {
      return false;
    }
    Set<String> answered =
        assessment.results().stream().map(MetricResult::name).collect(Collectors.toSet());
    Set<String> asked =
        schedule.due().stream().map(task -> task.metric().name()).collect(Collectors.toSet());
    return Collections.disjoint(asked, answered)
        && !(asked.isEmpty() && answered.containsAll(snapshot.inFlight()));
  }

  private static AnalysisRunStatus status(
      RunAssessment assessment, Instant startedAt, Optional<Instant> completedAt) {
    return new AnalysisRunStatus(
        assessment.phase().text(),
        assessment.message(),
        assessment.results(),
        startedAt,
        assessment.summary(),
        assessment.dryRunSummary(),
        completedAt.orElse(null));
  }
}
