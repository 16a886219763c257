package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Metric;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What makes a template unfit for the place where a Rollout uses it. Its metrics' own mistakes show
 * in the AnalysisRun, not here: a Rollout must not become invalid because somebody else's template
 * changed.
 */
public final class TemplateRules {

  /** Stands for arguments whose values are known only when a run is made. */
  private static final String PLACEHOLDER = "dummy-value";

  private TemplateRules() {}

  /** How a Rollout uses an analysis. */
  public enum Use {
    /** Beside the steps, ended by the Rollout: metrics may measure for ever. */
    BACKGROUND,
    /** The Rollout waits for its end. */
    BLOCKING
  }

  /** The first problem, naming the template. */
  public static Optional<String> problem(String name, AnalysisTemplateSpec template, Use use) {
    List<Argument> args = template.args().stream().map(TemplateRules::placeholder).toList();
    return switch (Arguments.resolveAll(template.metrics(), args, Map.of())) {
      case Resolution.Unresolved<List<Metric>>(String problem) ->
          Optional.of("AnalysisTemplate " + name + ": " + problem);
      case Resolution.Resolved<List<Metric>>(List<Metric> metrics) ->
          use == Use.BACKGROUND ? Optional.empty() : endless(name, metrics);
    };
  }

  private static Optional<String> endless(String name, List<Metric> metrics) {
    return metrics.stream()
        .filter(metric -> MetricLimits.effectiveCount(metric).isEmpty())
        .filter(metric -> !isPlaceholder(metric))
        .findFirst()
        .map(
            metric ->
                "AnalysisTemplate %s has metric %s which runs indefinitely. Invalid value for count: %s"
                    .formatted(
                        name, metric.name(), Objects.requireNonNullElse(metric.count(), "<nil>")));
  }

  private static boolean isPlaceholder(Metric metric) {
    return metric.count() != null && metric.count().toString().contains(PLACEHOLDER);
  }

  private static Argument placeholder(Argument arg) {
    return new Argument(arg.name(), Objects.requireNonNullElse(arg.value(), PLACEHOLDER), null);
  }
}
