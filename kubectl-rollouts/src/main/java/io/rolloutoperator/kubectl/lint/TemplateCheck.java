package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.analysis.core.TemplateCatalog.Collection;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
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
    TemplateCatalog catalog = given.templates(object, spec.templates());
    switch (catalog.collect(spec.templates())) {
      case Collection.Found _ -> {
        // Whether they fit together depends on who uses them.
      }
      case Collection.Missing missing ->
          findings.accept(object.error("spec.templates", missing.problem()));
      case Collection.Tangled(String problem) ->
          findings.accept(object.error("spec.templates", problem));
    }
  }
}
