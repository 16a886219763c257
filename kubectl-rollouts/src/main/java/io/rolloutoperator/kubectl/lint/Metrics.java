package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.analysis.core.MetricReview;
import io.rolloutoperator.analysis.providers.ProviderNames;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.DryRun;
import io.rolloutoperator.api.analysis.MeasurementRetention;
import io.rolloutoperator.api.analysis.Metric;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The metrics of a template or a run. */
final class Metrics {

  private Metrics() {}

  static void check(
      SourceObject object,
      List<Metric> metrics,
      List<Argument> args,
      List<DryRun> dryRun,
      List<MeasurementRetention> retention,
      Consumer<Finding> findings) {
    MetricReview.of(metrics, args, dryRun, retention)
        .forEach(
            mistake -> findings.accept(object.error("spec." + mistake.path(), mistake.text())));
    for (int i = 0; i < metrics.size(); i++) {
      String path = "spec.metrics[" + i + "].provider";
      Optional.ofNullable(metrics.get(i).provider())
          .flatMap(ProviderNames::problem)
          .ifPresent(problem -> findings.accept(object.error(path, problem)));
    }
  }
}
