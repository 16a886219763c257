package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.experiment.ExperimentAnalysisTemplateRef;
import io.rolloutoperator.api.experiment.ExperimentSpec;
import io.rolloutoperator.api.experiment.TemplateSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** An Experiment that somebody writes by hand. */
record ExperimentCheck() implements KindCheck {

  @Override
  public void check(SourceObject object, GivenObjects given, Consumer<Finding> findings) {
    findings.accept(
        object.warning("", "Experiments are not carried out by this version of the operator"));
    StrictSpec.read(object, ExperimentSpec.class, findings)
        .ifPresent(spec -> check(object, spec, given, findings));
  }

  private static void check(
      SourceObject object, ExperimentSpec spec, GivenObjects given, Consumer<Finding> findings) {
    if (!spec.duration().isEmpty()
        && GoDuration.parse(spec.duration()) instanceof GoDuration.Invalid(String message)) {
      findings.accept(object.error("spec.duration", message));
    }
    if (spec.templates().isEmpty()) {
      findings.accept(object.error("spec.templates", "Required value: no pods are run"));
    }
    templates(object, spec.templates(), findings);
    analyses(object, spec.analyses(), given, findings);
  }

  private static void templates(
      SourceObject object, List<TemplateSpec> templates, Consumer<Finding> findings) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < templates.size(); i++) {
      TemplateSpec template = templates.get(i);
      String path = "spec.templates[" + i + "]";
      if (!names.add(template.name())) {
        findings.accept(
            object.error(path + ".name", "Duplicate value: \"" + template.name() + "\""));
      }
      LabelSelector selector = template.selector();
      if (selector == null || selector.equals(LabelSelector.EMPTY)) {
        findings.accept(object.error(path + ".selector", "Required value"));
      }
      if (template.template() == null) {
        findings.accept(object.error(path + ".template", "Required value"));
      }
    }
  }

  private static void analyses(
      SourceObject object,
      List<ExperimentAnalysisTemplateRef> analyses,
      GivenObjects given,
      Consumer<Finding> findings) {
    for (int i = 0; i < analyses.size(); i++) {
      ExperimentAnalysisTemplateRef ref = analyses.get(i);
      GroupKind kind = GroupKind.template(ref.clusterScope());
      if (given.find(object, kind, ref.templateName()) instanceof Lookup.Absent) {
        findings.accept(
            object.absence(
                "spec.analyses[%d].templateName: %s '%s' not found"
                    .formatted(i, kind.kind(), ref.templateName())));
      }
    }
  }
}
