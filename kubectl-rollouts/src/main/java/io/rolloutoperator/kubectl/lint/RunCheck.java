package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.Argument;
import java.util.List;
import java.util.function.Consumer;

/** An AnalysisRun that somebody writes by hand. */
record RunCheck() implements KindCheck {

  @Override
  public void check(SourceObject object, GivenObjects given, Consumer<Finding> findings) {
    StrictSpec.read(object, AnalysisRunSpec.class, findings)
        .ifPresent(spec -> check(object, spec, findings));
  }

  private static void check(SourceObject object, AnalysisRunSpec spec, Consumer<Finding> findings) {
    if (spec.metrics().isEmpty()) {
      findings.accept(object.error("spec.metrics", "no metrics specified"));
    }
    List<Argument> args = spec.args();
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).value() == null && args.get(i).valueFrom() == null) {
        findings.accept(
            object.error(
                "spec.args[" + i + "]",
                "argument \"" + args.get(i).name() + "\" was not supplied"));
      }
    }
    Metrics.check(
        object, spec.metrics(), args, spec.dryRun(), spec.measurementRetention(), findings);
  }
}
