package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.analysis.core.TemplateCatalog.Collection;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.kubectl.lint.GivenObjects.Absence;
import java.util.Optional;
import java.util.function.Consumer;

/** An AnalysisTemplate, of a namespace or of the cluster. */
record TemplateCheck() implements KindCheck {

  @Override
  public void check(SourceObject object, GivenObjects given, Consumer<Finding> findings) {
    StrictSpec.read(object, AnalysisTemplateSpec.class, findings)
        .ifPresent(spec -> check(object, spec, given, findings));
  }

  private static void check(
      SourceObject object,
      AnalysisTemplateSpec spec,
      GivenObjects given,
      Consumer<Finding> findings) {
    if (spec.metrics().isEmpty() && spec.templates().isEmpty()) {
      findings.accept(object.error("spec.metrics", "no metrics specified"));
    }
    Metrics.check(
        object, spec.metrics(), spec.args(), spec.dryRun(), spec.measurementRetention(), findings);
    includes(object, spec, given, Absence.GRANTED)
        .ifPresentOrElse(
            problem -> findings.accept(object.error("spec.templates", problem)),
            () ->
                includes(object, spec, given, Absence.MISSING)
                    .map(problem -> object.absence("spec.templates: " + problem))
                    .ifPresent(findings));
  }

  /** Why templates cannot be included; whether they fit together depends on who uses them. */
  private static Optional<String> includes(
      SourceObject object, AnalysisTemplateSpec spec, GivenObjects given, Absence absence) {
    return switch (given.templates(object, spec.templates(), absence).collect(spec.templates())) {
      case Collection.Found _ -> Optional.empty();
      case Collection.Missing missing -> Optional.of(missing.problem());
      case Collection.Tangled(String problem) -> Optional.of(problem);
    };
  }
}
