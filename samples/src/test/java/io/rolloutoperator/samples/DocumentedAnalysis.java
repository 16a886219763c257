package io.rolloutoperator.samples;

import io.rolloutoperator.analysis.core.AnalysisPlanner;
import io.rolloutoperator.analysis.core.Arguments;
import io.rolloutoperator.analysis.core.Resolution;
import io.rolloutoperator.analysis.core.RunSnapshot;
import io.rolloutoperator.analysis.core.TemplateMerge;
import io.rolloutoperator.analysis.expression.Expression;
import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.SecretKeyRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An analysis template of the documentation, begun as a run with some value for each argument. */
final class DocumentedAnalysis {

  private static final Pattern ARGUMENT = Pattern.compile("\\{\\{\\s*args\\.([^}\\s]+)\\s*}}");
  private static final String VALUE = "1";

  private DocumentedAnalysis() {}

  /** What would keep its runs from measuring. */
  static Stream<String> problems(AnalysisTemplateSpec template) {
    List<AnalysisTemplateSpec> templates = List.of(declaring(template));
    List<Argument> given =
        templates.getFirst().args().stream()
            .filter(arg -> arg.value() == null && arg.valueFrom() == null)
            .map(arg -> new Argument(arg.name(), VALUE, null))
            .toList();
    return switch (TemplateMerge.runSpec(templates, given, List.of(), List.of())) {
      case Resolution.Unresolved<AnalysisRunSpec>(String problem) -> Stream.of(problem);
      case Resolution.Resolved<AnalysisRunSpec>(AnalysisRunSpec run) ->
          Stream.concat(begun(run), conditions(run));
    };
  }

  /** Metrics that stand alone have no declarations beside them. */
  private static AnalysisTemplateSpec declaring(AnalysisTemplateSpec template) {
    if (!template.args().isEmpty()) {
      return template;
    }
    List<Argument> used =
        ARGUMENT
            .matcher(template.metrics().toString())
            .results()
            .map(argument -> argument.group(1))
            .distinct()
            .map(name -> new Argument(name, VALUE, null))
            .toList();
    return new AnalysisTemplateSpec(
        template.metrics(),
        used,
        template.dryRun(),
        template.measurementRetention(),
        template.templates());
  }

  private static Stream<String> begun(AnalysisRunSpec run) {
    Instant now = Instant.EPOCH;
    AnalysisRunStatus status =
        AnalysisPlanner.plan(
                new RunSnapshot(
                    now,
                    now,
                    run,
                    AnalysisRunStatus.EMPTY,
                    Set.of(),
                    List.of(),
                    Duration.ofSeconds(5)))
            .status();
    return status.phase().equals("Error") ? Stream.of(status.message()) : Stream.of();
  }

  private static Stream<String> conditions(AnalysisRunSpec run) {
    var secrets =
        Arguments.secrets(run.args()).stream()
            .collect(Collectors.toMap(Function.<SecretKeyRef>identity(), _ -> VALUE));
    return switch (Arguments.resolveAll(run.metrics(), run.args(), secrets)) {
      case Resolution.Unresolved<List<Metric>>(String problem) -> Stream.of(problem);
      case Resolution.Resolved<List<Metric>>(List<Metric> metrics) ->
          metrics.stream()
              .flatMap(metric -> Stream.of(metric.successCondition(), metric.failureCondition()))
              .filter(condition -> !condition.isEmpty())
              .flatMap(DocumentedAnalysis::condition);
    };
  }

  private static Stream<String> condition(String text) {
    return Expression.compile(text) instanceof Expression.CompileError(String message)
        ? Stream.of("condition \"" + text + "\": " + message)
        : Stream.of();
  }
}
