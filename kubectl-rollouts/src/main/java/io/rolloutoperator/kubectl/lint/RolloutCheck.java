package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.rollout.ObjectRef;
import io.rolloutoperator.api.rollout.RolloutAnalysis;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.strategy.Strategy;
import io.rolloutoperator.engine.validation.Capabilities;
import io.rolloutoperator.engine.validation.ReferenceValidator;
import io.rolloutoperator.engine.validation.References;
import io.rolloutoperator.engine.validation.SuspiciousSpec;
import io.rolloutoperator.engine.validation.Violations;
import io.rolloutoperator.engine.validation.Workload;
import io.rolloutoperator.kubectl.view.At;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    References references =
        new References(
            given.services(object, ReferenceValidator.services(spec)),
            given.templates(object, templates(spec)));
    RouteCheck routes = new RouteCheck(object, given);
    Violations.all(
            object.name(),
            spec,
            workload(object, spec, given),
            references,
            capabilities,
            routes.obstacle(spec))
        .forEach(error -> findings.accept(object.error(error.detail())));
    SuspiciousSpec.suspicions(spec)
        .forEach(doubt -> findings.accept(object.error(doubt.path(), doubt.text())));
    routes.unknownFields(spec).forEach(findings);
    IngressCheck.check(object, spec, given).forEach(findings);
  }

  /** Also those of a strategy that this version does not carry out. */
  private static Collection<AnalysisTemplateRef> templates(RolloutSpec spec) {
    var blueGreen = spec.strategy().blueGreen();
    Stream<RolloutAnalysis> promotion =
        blueGreen == null
            ? Stream.empty()
            : Stream.of(
                    Optional.ofNullable(blueGreen.prePromotionAnalysis()),
                    Optional.ofNullable(blueGreen.postPromotionAnalysis()))
                .flatMap(Optional::stream);
    return Stream.concat(Strategy.of(spec).analyses(), promotion)
        .map(RolloutAnalysis::templates)
        .flatMap(List::stream)
        .map(ref -> new AnalysisTemplateRef(ref.templateName(), ref.clusterScope()))
        .distinct()
        .toList();
  }

  private static Workload workload(SourceObject object, RolloutSpec spec, GivenObjects given) {
    ObjectRef reference = spec.workloadRef();
    if (reference == null || !given.has(reference.kind())) {
      return new Workload.NotReferenced();
    }
    return given
        .find(object, reference.kind(), reference.name())
        .<Workload>map(RolloutCheck::found)
        .orElseGet(() -> new Workload.Missing(object.namespace()));
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
