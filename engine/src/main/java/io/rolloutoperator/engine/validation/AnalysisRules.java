package io.rolloutoperator.engine.validation;

import io.rolloutoperator.analysis.core.Resolution;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.analysis.core.TemplateCatalog.Collection;
import io.rolloutoperator.analysis.core.TemplateCatalog.Place;
import io.rolloutoperator.analysis.core.TemplateMerge;
import io.rolloutoperator.analysis.core.TemplateRules;
import io.rolloutoperator.analysis.core.TemplateRules.Use;
import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.rollout.AnalysisRunArgument;
import io.rolloutoperator.api.rollout.BlueGreenStrategy;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutAnalysis;
import io.rolloutoperator.api.rollout.RolloutSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The analyses of a Rollout: their templates exist, fit together, end, and get all their arguments.
 */
final class AnalysisRules {

  /** Stands for a value that is read when the run is made. */
  private static final String LATER = "dummy-value";

  private AnalysisRules() {}

  /** An analysis and the field it stands in. */
  private record Analysis(String path, RolloutAnalysis spec, Use use) {}

  static Stream<SpecError> check(RolloutSpec spec, References references) {
    return analyses(spec).stream().flatMap(each -> check(each, references.templates()));
  }

  /** The templates that the analyses of a spec name themselves, each once. */
  static List<AnalysisTemplateRef> named(RolloutSpec spec) {
    return analyses(spec).stream().flatMap(each -> refs(each.spec()).stream()).distinct().toList();
  }

  private static List<AnalysisTemplateRef> refs(RolloutAnalysis analysis) {
    return analysis.templates().stream()
        .map(ref -> new AnalysisTemplateRef(ref.templateName(), ref.clusterScope()))
        .toList();
  }

  private static List<Analysis> analyses(RolloutSpec spec) {
    List<Analysis> analyses = new ArrayList<>();
    CanaryStrategy canary = spec.strategy().canary();
    if (canary != null) {
      for (int i = 0; i < canary.steps().size(); i++) {
        add(
            "spec.strategy.canary.steps[" + i + "].analysis",
            canary.steps().get(i).analysis(),
            Use.BLOCKING,
            analyses);
      }
      var background = canary.analysis();
      add(
          "spec.strategy.canary.analysis",
          background == null ? null : background.analysis(),
          Use.BACKGROUND,
          analyses);
    }
    BlueGreenStrategy blueGreen = spec.strategy().blueGreen();
    if (blueGreen != null) {
      String path = "spec.strategy.blueGreen.";
      add(path + "prePromotionAnalysis", blueGreen.prePromotionAnalysis(), Use.BLOCKING, analyses);
      add(
          path + "postPromotionAnalysis",
          blueGreen.postPromotionAnalysis(),
          Use.BLOCKING,
          analyses);
    }
    return analyses;
  }

  private static void add(
      String path, @Nullable RolloutAnalysis analysis, Use use, List<Analysis> analyses) {
    if (analysis != null) {
      analyses.add(new Analysis(path + ".templates", analysis, use));
    }
  }

  private static Stream<SpecError> check(Analysis analysis, TemplateCatalog catalog) {
    List<AnalysisTemplateRef> refs = refs(analysis.spec());
    return switch (catalog.collect(refs)) {
      case Collection.Missing(AnalysisTemplateRef ref, Place place, String problem) ->
          Stream.of(
              new SpecError.Invalid(
                  switch (place) {
                    case TOP_LEVEL -> analysis.path();
                    case NESTED -> "spec.templates";
                  },
                  ShownValue.of(ref.templateName()),
                  problem));
      case Collection.Tangled(String problem) ->
          Stream.of(new SpecError.Invalid(analysis.path(), names(refs), problem));
      case Collection.Found(SequencedMap<AnalysisTemplateRef, AnalysisTemplateSpec> found) ->
          together(analysis, found);
    };
  }

  private static Stream<SpecError> together(
      Analysis analysis, SequencedMap<AnalysisTemplateRef, AnalysisTemplateSpec> templates) {
    RolloutAnalysis spec = analysis.spec();
    Resolution<AnalysisRunSpec> run =
        TemplateMerge.runSpec(
            templates.values(),
            spec.args().stream().map(AnalysisRules::given).toList(),
            spec.dryRun(),
            spec.measurementRetention());
    return switch (run) {
      case Resolution.Unresolved<AnalysisRunSpec>(String problem) ->
          Stream.of(
              new SpecError.Invalid(analysis.path(), names(templates.sequencedKeySet()), problem));
      case Resolution.Resolved<AnalysisRunSpec> resolved -> eachAlone(analysis, templates);
    };
  }

  private static Stream<SpecError> eachAlone(
      Analysis analysis, SequencedMap<AnalysisTemplateRef, AnalysisTemplateSpec> templates) {
    return templates.entrySet().stream()
        .flatMap(
            template -> {
              String name = template.getKey().templateName();
              return TemplateRules.problem(name, template.getValue(), analysis.use()).stream()
                  .map(text -> new SpecError.Invalid(analysis.path(), ShownValue.of(name), text));
            });
  }

  private static String names(Iterable<AnalysisTemplateRef> refs) {
    return ShownValue.of(
        StreamSupport.stream(refs.spliterator(), false)
            .map(AnalysisTemplateRef::templateName)
            .collect(Collectors.joining(" ", "templateNames: [", "]")));
  }

  private static Argument given(AnalysisRunArgument arg) {
    return new Argument(arg.name(), arg.valueFrom() == null ? arg.value() : LATER, null);
  }
}
