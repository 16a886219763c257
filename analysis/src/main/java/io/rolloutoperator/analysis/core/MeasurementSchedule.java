package io.rolloutoperator.analysis.core;

import io.rolloutoperator.analysis.core.MeasurementReport.TerminationFailed;
import io.rolloutoperator.analysis.core.MeasurementTask.ResumeMeasurement;
import io.rolloutoperator.analysis.core.MeasurementTask.TakeMeasurement;
import io.rolloutoperator.analysis.core.MeasurementTask.TerminateMeasurement;
import io.rolloutoperator.analysis.core.MetricAssessment.Ending;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.MetricResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which measurements are due now, and when the next one will be. A metric in flight is never asked
 * again.
 *
 * @param abandoned metrics in flight that the run does not wait for any more
 */
record MeasurementSchedule(
    List<MeasurementTask> due, Set<String> abandoned, Optional<Instant> next) {

  /** Time to the next try after an error, whatever the interval. */
  static final Duration RETRY_AFTER_ERROR = Duration.ofSeconds(10);

  static MeasurementSchedule of(
      RunDefinition run, RunAssessment assessment, RunSnapshot snapshot, Instant startedAt) {
    List<MeasurementTask> due = new ArrayList<>();
    Set<String> abandoned = new HashSet<>();
    Optional<Instant> next = Optional.empty();
    Context context = new Context(run.args(), assessment.ending(), snapshot, startedAt);
    for (MetricDefinition metric : run.metrics()) {
      switch (context.turn(metric, MetricResults.find(assessment.results(), metric.name()))) {
        case Turn.Now(MeasurementTask task) -> due.add(task);
        case Turn.At(Instant time) -> next = Optional.of(earlier(next, time));
        case Turn.Wait _ -> {}
        case Turn.Abandon _ -> abandoned.add(metric.name());
      }
    }
    return new MeasurementSchedule(List.copyOf(due), Set.copyOf(abandoned), next);
  }

  static Instant earlier(Optional<Instant> first, Instant second) {
    return first.filter(time -> time.isBefore(second)).orElse(second);
  }

  /** What happens next for one metric. */
  private sealed interface Turn {
    record Now(MeasurementTask task) implements Turn {}

    record At(Instant time) implements Turn {}

    /** Until its report arrives, or for ever. */
    record Wait() implements Turn {}

    record Abandon() implements Turn {}
  }

  private record Context(
      List<Argument> args, Ending ending, RunSnapshot snapshot, Instant startedAt) {

    Turn turn(MetricDefinition metric, Optional<MetricResult> result) {
      boolean ended =
          result.map(MetricResults::phase).filter(AnalysisPhase::isCompleted).isPresent();
      Optional<Measurement> unfinished = result.flatMap(MetricResults::unfinished);
      if (snapshot.inFlight().contains(metric.name())) {
        boolean unwanted = ended || (ending == Ending.YES && unfinished.isEmpty());
        return unwanted ? new Turn.Abandon() : new Turn.Wait();
      }
      if (ended) {
        return new Turn.Wait();
      }
      int number = result.map(MetricResults::openNumber).orElse(1);
      if (unfinished.isPresent()) {
        return continued(metric, unfinished.get(), number);
      }
      return ending == Ending.YES ? new Turn.Wait() : fresh(metric, result, number);
    }

    private Turn continued(MetricDefinition metric, Measurement measurement, int number) {
      if (ending == Ending.YES) {
        return terminationFailed(metric)
            ? new Turn.At(snapshot.now().plus(RETRY_AFTER_ERROR))
            : new Turn.Now(new TerminateMeasurement(metric.source(), args, number, measurement));
      }
      Instant resumeAt = Objects.requireNonNullElse(measurement.resumeAt(), snapshot.now());
      return at(resumeAt, new ResumeMeasurement(metric.source(), args, number, measurement));
    }

    private boolean terminationFailed(MetricDefinition metric) {
      return snapshot.reports().stream()
          .anyMatch(
              report ->
                  report instanceof TerminationFailed && report.metric().equals(metric.name()));
    }

    private Turn fresh(MetricDefinition metric, Optional<MetricResult> result, int number) {
      Instant time =
          result
              .flatMap(MetricResults::last)
              .map(last -> dueAfter(metric, last))
              .orElseGet(() -> startedAt.plus(metric.initialDelay()));
      return at(time, new TakeMeasurement(metric.source(), args, number));
    }

    private Instant dueAfter(MetricDefinition metric, Measurement last) {
      boolean retry = AnalysisPhase.of(last.phase()) == AnalysisPhase.ERROR;
      Instant finishedAt = Objects.requireNonNullElse(last.finishedAt(), snapshot.now());
      return finishedAt.plus(retry ? RETRY_AFTER_ERROR : metric.interval());
    }

    private Turn at(Instant time, MeasurementTask task) {
      return snapshot.now().isBefore(time) ? new Turn.At(time) : new Turn.Now(task);
    }
  }
}
