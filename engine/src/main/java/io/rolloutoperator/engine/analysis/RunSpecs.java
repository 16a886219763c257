package io.rolloutoperator.engine.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.analysis.core.Resolution;
import io.rolloutoperator.analysis.core.RolloutArguments;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.analysis.core.TemplateMerge;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.rollout.RolloutAnalysis;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.List;

/** Specs of AnalysisRuns: the templates' metrics with the arguments that the Rollout gives. */
final class RunSpecs {

  private RunSpecs() {}

  /** The spec, or what is missing for it. */
  static Resolution<ObjectNode> of(Snapshot snapshot, String latestHash, RolloutAnalysis analysis) {
    List<AnalysisTemplateRef> refs =
        analysis.templates().stream()
            .map(ref -> new AnalysisTemplateRef(ref.templateName(), ref.clusterScope()))
            .toList();
    return switch (snapshot.analysis().collect(refs)) {
      case TemplateCatalog.Collection.Missing missing -> Resolution.problem(missing.problem());
      case TemplateCatalog.Collection.Tangled tangled -> Resolution.problem(tangled.problem());
      case TemplateCatalog.Collection.Found found ->
          arguments(snapshot, latestHash, analysis)
              .then(
                  args ->
                      TemplateMerge.runSpec(
                          found.templates().values(),
                          args,
                          analysis.dryRun(),
                          analysis.measurementRetention()))
              .map(RunSpecs::tree);
    };
  }

  private static Resolution<List<Argument>> arguments(
      Snapshot snapshot, String latestHash, RolloutAnalysis analysis) {
    return RolloutArguments.resolve(
        analysis.args(),
        snapshot.rollout().tree(),
        snapshot.rollout().status().stableRS(),
        latestHash);
  }

  private static ObjectNode tree(AnalysisRunSpec spec) {
    return Encoder.encode(spec);
  }
}
