package io.rolloutoperator.analysis.core;

import io.rolloutoperator.analysis.core.MetricAssessment.Ending;
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.MetricResult;
import io.rolloutoperator.api.analysis.RunSummary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The phase of a run, from the results of its metrics.
 *
 * @param results with their phases
 * @param ending whether the run ends before all measurements were taken
 */
record RunAssessment(
    AnalysisPhase phase,
    String message,
    List<MetricResult> results,
    RunSummary summary,
    RunSummary dryRunSummary,
    Ending ending) {

  /**
   * Assesses until nothing changes: a metric that fails ends the others, in the same pass.
   *
   * @param terminate whether the run was told to end
   */
  static RunAssessment of(RunDefinition run, List<MetricResult> before, boolean terminate) {
    List<MetricResult> results = before;
    while (true) {
      Ending ending =
          terminate || results.stream().anyMatch(RunAssessment::endsRun) ? Ending.YES : Ending.NO;
      List<MetricResult> assessed = assessed(run, results, ending);
      if (assessed.equals(results)) {
        return conclude(run, results, ending, terminate);
      }
      results = assessed;
    }
  }

  private static boolean endsRun(MetricResult result) {
    return !result.dryRun() && MetricResults.phase(result).endsRun();
  }

  private static List<MetricResult> assessed(
      RunDefinition run, List<MetricResult> results, Ending ending) {
    List<MetricResult> assessed = new ArrayList<>();
    for (MetricResult result : results) {
      Optional<MetricDefinition> metric =
          run.metrics().stream()
              .filter(candidate -> candidate.name().equals(result.name()))
              .findFirst();
      assessed.add(metric.map(definition -> assessed(definition, result, ending)).orElse(result));
    }
    return assessed;
  }

  private static MetricResult assessed(
      MetricDefinition metric, MetricResult result, Ending ending) {
    MetricAssessment assessment = MetricAssessment.of(metric.limits(), result, ending);
    if (assessment.phase() == MetricResults.phase(result)) {
      return MetricResults.keeping(result, metric.retention());
    }
    String message =
        metric.isDryRun() && !assessment.reason().isEmpty()
            ? AnalysisMessages.dryRun(assessment.phase(), assessment.reason())
            : MetricResults.last(result).map(Measurement::message).orElse("");
    return MetricResults.keeping(
        MetricResults.withPhase(result, assessment.phase(), message), metric.retention());
  }

  private static RunAssessment conclude(
      RunDefinition run, List<MetricResult> results, Ending ending, boolean terminate) {
    Verdict verdict = new Verdict(terminate ? AnalysisMessages.RUN_TERMINATED : "");
    Tally deciding = new Tally();
    Tally dry = new Tally();
    for (MetricDefinition metric : run.metrics()) {
      Optional<MetricResult> result = MetricResults.find(results, metric.name());
      AnalysisPhase phase = result.map(MetricResults::phase).orElse(AnalysisPhase.PENDING);
      (metric.isDryRun() ? dry : deciding).add(phase);
      if (result.isEmpty()) {
        verdict.complete &= ending == Ending.YES;
      } else if (!phase.isCompleted()) {
        verdict.complete = false;
      } else if (!metric.isDryRun()) {
        verdict.add(metric, result.get(), phase, ending);
      }
    }
    return new RunAssessment(
        verdict.complete ? verdict.worst : AnalysisPhase.RUNNING,
        verdict.complete ? verdict.message : "",
        results,
        deciding.summary(),
        dry.summary(),
        ending);
  }

  /** The worst phase so far; of equally bad metrics the first one gives the message. */
  private static final class Verdict {
    private AnalysisPhase worst = AnalysisPhase.SUCCESSFUL;
    private String message;
    private boolean complete = true;

    Verdict(String message) {
      this.message = message;
    }

    void add(MetricDefinition metric, MetricResult result, AnalysisPhase phase, Ending ending) {
      if (!phase.isWorseThan(worst)) {
        return;
      }
      worst = phase;
      String reason = MetricAssessment.of(metric.limits(), result, ending).reason();
      if (!reason.isEmpty()) {
        message = AnalysisMessages.decidedBy(metric.name(), phase, reason, result.message());
      }
    }
  }

  private static final class Tally {
    private final Map<AnalysisPhase, Integer> byPhase = new EnumMap<>(AnalysisPhase.class);
    private int count;

    void add(AnalysisPhase phase) {
      count++;
      byPhase.merge(phase, 1, Integer::sum);
    }

    RunSummary summary() {
      return new RunSummary(
          count,
          of(AnalysisPhase.SUCCESSFUL),
          of(AnalysisPhase.FAILED),
          of(AnalysisPhase.INCONCLUSIVE),
          of(AnalysisPhase.ERROR));
    }

    private int of(AnalysisPhase phase) {
      return byPhase.getOrDefault(phase, 0);
    }
  }
}
