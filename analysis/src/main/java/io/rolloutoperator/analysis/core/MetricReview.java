package io.rolloutoperator.analysis.core;

import io.rolloutoperator.analysis.expression.Expression;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.DryRun;
import io.rolloutoperator.api.analysis.MeasurementRetention;
import io.rolloutoperator.api.analysis.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is wrong with the metrics of a template or run, before anything is measured: what a run
 * would end with as an Error, and conditions that no result can answer.
 */
public final class MetricReview {

  /** Stands for arguments whose values are known only when a run is made. */
  private static final String LATER = "dummy-value";

  private MetricReview() {}

  /**
   * A mistake.
   *
   * @param path of the field from the spec, such as {@code metrics[0].successCondition}
   * @param text what is wrong, in the words of a run's message
   */
  public record Mistake(String path, String text) {}

  /**
   * The mistakes in the order of the metrics, at most one a metric besides those of its conditions.
   *
   * @param args with their defaults; one without a value may become anything
   */
  public static List<Mistake> of(
      List<Metric> metrics,
      List<Argument> args,
      List<DryRun> dryRun,
      List<MeasurementRetention> retention) {
    List<Argument> supplied = args.stream().map(MetricReview::supplied).toList();
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      String path = "metrics[" + i + "]";
      switch (Arguments.resolve(metrics.get(i), supplied, Map.of())) {
        case Resolution.Unresolved<Metric>(String problem) ->
            mistakes.add(new Mistake(path, problem));
        case Resolution.Resolved<Metric>(Metric metric) -> review(path, metric, mistakes);
      }
    }
    names(metrics).ifPresent(mistakes::add);
    patterns(metrics, dryRun, retention).ifPresent(mistakes::add);
    return List.copyOf(mistakes);
  }

  private static Argument supplied(Argument arg) {
    return new Argument(arg.name(), Objects.requireNonNullElse(arg.value(), LATER), null);
  }

  private static void review(String path, Metric metric, List<Mistake> mistakes) {
    MetricRules.problem(known(metric)).ifPresent(text -> mistakes.add(new Mistake(path, text)));
    condition(path + ".successCondition", metric.successCondition()).ifPresent(mistakes::add);
    condition(path + ".failureCondition", metric.failureCondition()).ifPresent(mistakes::add);
  }

  private static Optional<Mistake> condition(String path, String text) {
    return text.isEmpty() || isLater(text)
        ? Optional.empty()
        : Expression.compile(text) instanceof Expression.CompileError(String message)
            ? Optional.of(new Mistake(path, "\"%s\": %s".formatted(text, message)))
            : Optional.empty();
  }

  /** The metric without the texts that only a run knows. */
  private static Metric known(Metric metric) {
    return new Metric(
        metric.name(),
        isLater(metric.interval()) ? "1m" : metric.interval(),
        isLater(metric.initialDelay()) ? "" : metric.initialDelay(),
        isLater(metric.count()) ? null : metric.count(),
        metric.successCondition(),
        metric.failureCondition(),
        isLater(metric.failureLimit()) ? null : metric.failureLimit(),
        isLater(metric.inconclusiveLimit()) ? null : metric.inconclusiveLimit(),
        isLater(metric.consecutiveErrorLimit()) ? null : metric.consecutiveErrorLimit(),
        metric.provider(),
        isLater(metric.consecutiveSuccessLimit()) ? null : metric.consecutiveSuccessLimit());
  }

  private static boolean isLater(@Nullable Object value) {
    return value != null && value.toString().contains(LATER);
  }

  private static Optional<Mistake> names(List<Metric> metrics) {
    for (int i = 0; i < metrics.size(); i++) {
      String name = metrics.get(i).name();
      if (metrics.subList(0, i).stream().anyMatch(earlier -> earlier.name().equals(name))) {
        return Optional.of(new Mistake("metrics[" + i + "]", "duplicate name '" + name + "'"));
      }
    }
    return Optional.empty();
  }

  private static Optional<Mistake> patterns(
      List<Metric> metrics, List<DryRun> dryRun, List<MeasurementRetention> retention) {
    List<String> names = metrics.stream().map(Metric::name).toList();
    Resolution<?> both =
        MetricPatterns.dryRun(dryRun, names)
            .then(matched -> MetricPatterns.retention(retention, names));
    return both instanceof Resolution.Unresolved<?>(String problem)
        ? Optional.of(mistake(problem))
        : Optional.empty();
  }

  /** {@code dryRun[0]: Rule didn't match …}. */
  private static Mistake mistake(String problem) {
    int colon = problem.indexOf(": ");
    return new Mistake(problem.substring(0, colon), problem.substring(colon + 2));
  }
}
