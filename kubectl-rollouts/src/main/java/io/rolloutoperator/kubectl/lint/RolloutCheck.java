package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.rollout.ObjectRef;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.validation.Capabilities;
import io.rolloutoperator.engine.validation.ReferenceValidator;
import io.rolloutoperator.engine.validation.References;
import io.rolloutoperator.engine.validation.SpecError;
import io.rolloutoperator.engine.validation.SuspiciousSpec;
import io.rolloutoperator.engine.validation.SuspiciousSpec.Suspicion;
import io.rolloutoperator.engine.validation.Violations;
import io.rolloutoperator.engine.validation.Workload;
import io.rolloutoperator.kubectl.lint.GivenObjects.Absence;
import io.rolloutoperator.kubectl.view.At;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Rollout: the controller's validation, with the objects of the files in the place of those in
 * the cluster; and fields that it accepts and that hardly mean what their author meant.
 */
record RolloutCheck(Capabilities capabilities) implements KindCheck {

  @Override
  public void check(SourceObject object, GivenObjects given, Consumer<Finding> findings) {
    StrictSpec.read(object, RolloutSpec.class, findings)
        .ifPresent(spec -> check(object, spec, given, findings));
  }

  private void check(
      SourceObject object, RolloutSpec spec, GivenObjects given, Consumer<Finding> findings) {
    List<SpecError> refusals = violations(object, spec, given, Absence.GRANTED).toList();
    refusals.forEach(error -> findings.accept(object.error(error.detail())));
    violations(object, spec, given, Absence.MISSING)
        .filter(error -> !refusals.contains(error))
        .forEach(error -> findings.accept(object.absence(error.detail())));
    List<Suspicion> quantities = SuspiciousSpec.unreadableQuantities(spec).toList();
    SuspiciousSpec.suspicions(spec)
        .map(
            doubt ->
                quantities.contains(doubt)
                    ? object.error(doubt.path(), doubt.text())
                    : object.warning(doubt.path(), doubt.text()))
        .forEach(findings);
    new RouteCheck(object, given).unknownFields(spec).forEach(findings);
    IngressCheck.check(object, spec, given).forEach(findings);
  }

  private Stream<SpecError> violations(
      SourceObject object, RolloutSpec spec, GivenObjects given, Absence absence) {
    References references =
        new References(
            given.services(object, ReferenceValidator.services(spec), absence),
            given.templates(object, ReferenceValidator.templates(spec), absence));
    return Violations.all(
        object.name(),
        spec,
        workload(object, spec, given, absence),
        references,
        capabilities,
        new RouteCheck(object, given).obstacle(spec, absence));
  }

  private static Workload workload(
      SourceObject object, RolloutSpec spec, GivenObjects given, Absence absence) {
    ObjectRef reference = spec.workloadRef();
    if (reference == null) {
      return new Workload.NotReferenced();
    }
    GroupKind kind = new GroupKind(group(reference.apiVersion()), reference.kind());
    return switch (given.find(object, kind, reference.name())) {
      case Lookup.Found(SourceObject workload) -> found(workload);
      case Lookup.Absent _ when absence == Absence.MISSING ->
          new Workload.Missing(object.namespace());
      case Lookup.Absent _, Lookup.Untold _ -> new Workload.NotReferenced();
    };
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  private static Workload found(SourceObject workload) {
    boolean isTemplate = workload.kind().equals("PodTemplate");
    var template =
        isTemplate
            ? workload.tree().path("template")
            : At.node(workload.tree(), "spec", "template");
    LabelSelector selector =
        Decoder.decode(
                    At.node(workload.tree(), "spec", "selector"),
                    LabelSelector.class,
                    "spec.selector")
                instanceof Decoded.Valid<LabelSelector>(LabelSelector valid)
            ? valid
            : LabelSelector.EMPTY;
    return new Workload.Found(isTemplate ? null : selector, template);
  }
}
