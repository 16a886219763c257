package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.DryRun;
import io.rolloutoperator.api.analysis.MeasurementRetention;
import io.rolloutoperator.api.analysis.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the spec of one AnalysisRun of several templates and what the run's owner gives. */
public final class TemplateMerge {

  private TemplateMerge() {}

  /**
   * The run's spec. Arguments are those that the templates declare; a given value replaces a
   * template's default, and one that no template declares is dropped. Problems are about the
   * templates together, such as {@code two metrics have the same name 'x'}.
   *
   * @param templates as {@link TemplateCatalog#collect} gives them
   * @param given arguments of the run's owner
   */
  public static Resolution<AnalysisRunSpec> runSpec(
      Collection<AnalysisTemplateSpec> templates,
      List<Argument> given,
      List<DryRun> dryRun,
      List<MeasurementRetention> retention) {
    List<Metric> metrics =
        templates.stream().flatMap(template -> template.metrics().stream()).toList();
    List<DryRun> dryRuns =
        Stream.concat(
                templates.stream().flatMap(template -> template.dryRun().stream()), dryRun.stream())
            .toList();
    List<MeasurementRetention> retentions =
        Stream.concat(
                templates.stream().flatMap(template -> template.measurementRetention().stream()),
                retention.stream())
            .toList();
    Optional<String> problem =
        twice("metrics", metrics.stream().map(Metric::name))
            .or(() -> twice("Dry-Run metric rules", dryRuns.stream().map(DryRun::metricName)))
            .or(
                () ->
                    twice(
                        "Measurement Retention metric rules",
                        retentions.stream().map(MeasurementRetention::metricName)));
    if (problem.isPresent()) {
      return Resolution.problem(problem.get());
    }
    List<Metric> written = metrics.stream().map(ReferenceForm::of).toList();
    return declared(templates)
        .then(args -> supplied(args, given))
        .map(args -> new AnalysisRunSpec(written, args, false, dryRuns, retentions, null));
  }

  private static Optional<String> twice(String what, Stream<String> names) {
    Set<String> seen = new HashSet<>();
    return names
        .filter(name -> !seen.add(name))
        .findFirst()
        .map(name -> "two " + what + " have the same name '" + name + "'");
  }

  /**
   * The templates' arguments; of several declarations of one argument the one with a value holds.
   */
  private static Resolution<List<Argument>> declared(Collection<AnalysisTemplateSpec> templates) {
    Map<String, Argument> byName = new LinkedHashMap<>();
    for (AnalysisTemplateSpec template : templates) {
      for (Argument arg : template.args()) {
        Argument before = byName.get(arg.name());
        if (before != null && conflict(before, arg)) {
          return Resolution.problem(
              "Argument `%s` specified multiple times with different values: '%s', '%s'"
                  .formatted(arg.name(), before.value(), arg.value()));
        }
        if (before == null || !hasSource(before)) {
          byName.put(arg.name(), arg);
        }
      }
    }
    return Resolution.of(List.copyOf(byName.values()));
  }

  private static boolean conflict(Argument first, Argument second) {
    return first.value() != null
        && second.value() != null
        && !Objects.equals(first.value(), second.value());
  }

  private static boolean hasSource(Argument arg) {
    return arg.value() != null || arg.valueFrom() != null;
  }

  private static Resolution<List<Argument>> supplied(
      List<Argument> declared, List<Argument> given) {
    List<Argument> args = new ArrayList<>();
    for (Argument arg : declared) {
      Argument value = given(given, arg.name()).filter(TemplateMerge::hasSource).orElse(arg);
      if (!hasSource(value)) {
        return Resolution.problem("args." + arg.name() + " was not resolved");
      }
      if (value.value() != null && value.valueFrom() != null) {
        return Resolution.problem("arg '" + arg.name() + "' has both Value and ValueFrom fields");
      }
      args.add(value);
    }
    return Resolution.of(List.copyOf(args));
  }

  /** Given twice: the last one holds. */
  private static Optional<Argument> given(List<Argument> given, String name) {
    return given.stream().filter(arg -> arg.name().equals(name)).reduce((first, second) -> second);
  }
}
