package io.rolloutoperator.analysis.core;

import io.rolloutoperator.analysis.core.MetricDefinition.Effect;
import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A valid AnalysisRun spec.
 *
 * @param warnings what was accepted but changed
 */
record RunDefinition(List<MetricDefinition> metrics, List<Argument> args, List<String> warnings) {

  /** Measurements kept per metric unless a retention rule says otherwise. */
  private static final int DEFAULT_RETENTION = 10;

  /**
   * Reads a spec. A problem is the run's message.
   *
   * @param minimumInterval shorter intervals are raised to it
   */
  static Resolution<RunDefinition> of(AnalysisRunSpec spec, Duration minimumInterval) {
    return switch (resolved(spec)) {
      case Resolution.Unresolved<List<Metric>>(String problem) ->
          Resolution.problem(AnalysisMessages.unresolvedArguments(problem));
      case Resolution.Resolved<List<Metric>>(List<Metric> metrics) ->
          switch (validated(spec, metrics, minimumInterval)) {
            case Resolution.Unresolved<RunDefinition>(String problem) ->
                Resolution.problem("Analysis spec invalid: " + problem);
            case Resolution.Resolved<RunDefinition> definition -> definition;
          };
    };
  }

  private static Resolution<List<Metric>> resolved(AnalysisRunSpec spec) {
    return Arguments.resolveAll(spec.metrics(), spec.args(), Arguments.maskedSecrets(spec.args()));
  }

  private static Resolution<RunDefinition> validated(
      AnalysisRunSpec spec, List<Metric> metrics, Duration minimumInterval) {
    Optional<String> problem = MetricRules.problem(metrics);
    if (problem.isPresent()) {
      return Resolution.problem(problem.get());
    }
    List<String> names = metrics.stream().map(Metric::name).toList();
    return MetricPatterns.dryRun(spec.dryRun(), names)
        .then(
            dryRun ->
                MetricPatterns.retention(spec.measurementRetention(), names)
                    .map(retention -> define(spec, metrics, minimumInterval, dryRun, retention)));
  }

  private static RunDefinition define(
      AnalysisRunSpec spec,
      List<Metric> metrics,
      Duration minimumInterval,
      Set<String> dryRun,
      Map<String, Integer> retention) {
    List<MetricDefinition> definitions = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      MetricLimits limits = MetricLimits.of(metric);
      Duration interval = duration(metric.interval());
      if (takesSeveral(limits) && interval.compareTo(minimumInterval) < 0) {
        String minimum = GoDuration.format(minimumInterval);
        warnings.add(
            "metrics[%d]: interval %s is below the minimum %s; measured every %s"
                .formatted(i, metric.interval(), minimum, minimum));
        interval = minimumInterval;
      }
      int kept = retention.getOrDefault(metric.name(), DEFAULT_RETENTION);
      definitions.add(
          new MetricDefinition(
              spec.metrics().get(i),
              limits,
              interval,
              duration(metric.initialDelay()),
              dryRun.contains(metric.name()) ? Effect.DRY_RUN : Effect.DECIDES,
              kept > 0 ? kept : DEFAULT_RETENTION));
    }
    return new RunDefinition(List.copyOf(definitions), spec.args(), List.copyOf(warnings));
  }

  private static boolean takesSeveral(MetricLimits limits) {
    return limits.count().isEmpty() || limits.count().getAsInt() > 1;
  }

  /** Validated before; absent is zero. */
  private static Duration duration(String text) {
    return text.isEmpty()
        ? Duration.ZERO
        : switch (GoDuration.parse(text)) {
          case GoDuration.Valid(Duration value) -> value;
          case GoDuration.Invalid(String message) -> throw new IllegalStateException(message);
        };
  }
}
