package io.rolloutoperator.engine.validation;

import static io.rolloutoperator.engine.validation.SuspiciousSpec.outside;
import static io.rolloutoperator.engine.validation.SuspiciousSpec.when;

import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.PluginStep;
import io.rolloutoperator.api.rollout.RolloutAnalysis;
import io.rolloutoperator.api.rollout.RolloutExperimentStep;
import io.rolloutoperator.api.rollout.RolloutExperimentTemplate;
import io.rolloutoperator.api.rollout.RolloutTrafficRouting;
import io.rolloutoperator.api.rollout.SetCanaryScale;
import io.rolloutoperator.api.rollout.SetMirrorRoute;
import io.rolloutoperator.engine.validation.SuspiciousSpec.Suspicion;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Doubtful fields of a canary's steps. */
final class SuspiciousSteps {

  private static final int ALL_TRAFFIC = 100;

  private SuspiciousSteps() {}

  static Stream<Suspicion> of(CanaryStrategy canary) {
    RolloutTrafficRouting routing = canary.trafficRouting();
    int most =
        routing == null
            ? ALL_TRAFFIC
            : Objects.requireNonNullElse(routing.maxTrafficWeight(), ALL_TRAFFIC);
    return IntStream.range(0, canary.steps().size())
        .boxed()
        .flatMap(i -> of("spec.strategy.canary.steps[" + i + "]", canary.steps().get(i), most));
  }

  private static Stream<Suspicion> of(String path, CanaryStep step, int most) {
    return Stream.of(
            scale(path + ".setCanaryScale", step.setCanaryScale(), most),
            analysis(path + ".analysis", step.analysis()),
            experiment(path + ".experiment", step.experiment(), most),
            mirror(path + ".setMirrorRoute", step.setMirrorRoute()),
            plugin(path + ".plugin", step.plugin()))
        .flatMap(suspicions -> suspicions);
  }

  private static Stream<Suspicion> scale(String path, @Nullable SetCanaryScale scale, int most) {
    if (scale == null) {
      return Stream.empty();
    }
    boolean weight = scale.weight() != null;
    boolean replicas = scale.replicas() != null;
    return Stream.of(
            when(
                !weight && !replicas && !scale.matchTrafficWeight(),
                path,
                "is empty: set one of weight, replicas, matchTrafficWeight"),
            when(
                Stream.of(weight, replicas, scale.matchTrafficWeight()).filter(set -> set).count()
                    > 1,
                path,
                "sets more than one of weight, replicas, matchTrafficWeight"),
            outside(path + ".weight", scale.weight(), 0, most),
            outside(path + ".replicas", scale.replicas(), 0, Integer.MAX_VALUE))
        .flatMap(suspicions -> suspicions);
  }

  private static Stream<Suspicion> analysis(String path, @Nullable RolloutAnalysis analysis) {
    return when(
        analysis != null && analysis.templates().isEmpty(),
        path + ".templates",
        "is empty: nothing is measured");
  }

  private static Stream<Suspicion> experiment(
      String path, @Nullable RolloutExperimentStep experiment, int most) {
    if (experiment == null) {
      return Stream.empty();
    }
    Stream<Suspicion> weights =
        IntStream.range(0, experiment.templates().size())
            .boxed()
            .flatMap(
                k -> {
                  RolloutExperimentTemplate template = experiment.templates().get(k);
                  return outside(path + ".templates[" + k + "].weight", template.weight(), 0, most);
                });
    return Stream.concat(
        when(experiment.templates().isEmpty(), path + ".templates", "is empty: no pods are run"),
        weights);
  }

  private static Stream<Suspicion> mirror(String path, @Nullable SetMirrorRoute mirror) {
    return mirror == null
        ? Stream.empty()
        : outside(path + ".percentage", mirror.percentage(), 0, ALL_TRAFFIC);
  }

  private static Stream<Suspicion> plugin(String path, @Nullable PluginStep plugin) {
    return when(plugin != null && plugin.name().isEmpty(), path + ".name", "is empty");
  }
}
