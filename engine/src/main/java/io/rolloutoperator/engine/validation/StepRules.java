package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.analysis.core.FieldPath;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.rollout.AnalysisRunArgument;
import io.rolloutoperator.api.rollout.ArgumentValueFrom;
import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutExperimentTemplate;
import io.rolloutoperator.api.rollout.RolloutTrafficRouting;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of a canary's steps, step by step. */
final class StepRules {

  private static final int ALL_TRAFFIC = 100;
  private static final String ONE_OF =
      "Step must have one of the following set: experiment, setWeight, setCanaryScale, plugin or pause";

  private StepRules() {}

  static Stream<SpecError> check(CanaryStrategy canary) {
    return IntStream.range(0, canary.steps().size())
        .boxed()
        .flatMap(
            i ->
                check(
                    "spec.strategy.steps[" + i + "]",
                    canary.steps().get(i),
                    canary.trafficRouting()));
  }

  private static Stream<SpecError> check(
      String path, CanaryStep step, @Nullable RolloutTrafficRouting routing) {
    return Stream.of(
            kind(path, step),
            weight(path, step, routing),
            pause(path, step),
            scale(step, routing),
            RouteStepRules.check(path, step, routing),
            experiment(path, step, routing),
            arguments(path, step))
        .flatMap(errors -> errors);
  }

  /** Two kinds are noticed among the four oldest only; that is part of the API. */
  private static Stream<SpecError> kind(String path, CanaryStep step) {
    boolean experiment = step.experiment() != null;
    boolean pause = step.pause() != null;
    boolean weight = step.setWeight() != null;
    boolean analysis = step.analysis() != null;
    String value =
        "step.Experiment: %b step.Pause: %b step.SetWeight: %b step.Analysis: %b"
            .formatted(experiment, pause, weight, analysis);
    if (Stream.of(experiment, pause, weight, analysis).filter(set -> set).count() > 1) {
      return Stream.of(new SpecError.Invalid(path, ShownValue.of(value), ONE_OF));
    }
    return isEmpty(step)
        ? Stream.of(
            new SpecError.Invalid(
                path,
                ShownValue.of(
                    value.replace("false", "true")
                        + " step.SetCanaryScale: true step.SetHeaderRoute: true step.SetMirrorRoute: true"
                        + " step.Plugin: true"),
                ONE_OF))
        : Stream.empty();
  }

  private static boolean isEmpty(CanaryStep step) {
    return Stream.of(
            step.experiment(),
            step.pause(),
            step.setWeight(),
            step.analysis(),
            step.setCanaryScale(),
            step.setHeaderRoute(),
            step.setMirrorRoute(),
            step.plugin())
        .allMatch(Objects::isNull);
  }

  private static Stream<SpecError> weight(
      String path, CanaryStep step, @Nullable RolloutTrafficRouting routing) {
    Integer weight = step.setWeight();
    int most =
        routing == null
            ? ALL_TRAFFIC
            : Objects.requireNonNullElse(routing.maxTrafficWeight(), ALL_TRAFFIC);
    return weight == null || (weight >= 0 && weight <= most)
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                path + ".setWeight",
                ShownValue.of(weight.intValue()),
                "SetWeight needs to be between 0 and " + most));
  }

  private static Stream<SpecError> pause(String path, CanaryStep step) {
    int seconds = step.pause() == null ? 0 : PauseSeconds.of(step.pause());
    return seconds >= 0
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                path + ".pause.duration",
                ShownValue.of(seconds),
                "Duration needs to be greater than 0"));
  }

  private static Stream<SpecError> scale(CanaryStep step, @Nullable RolloutTrafficRouting routing) {
    return step.setCanaryScale() == null || routing != null
        ? Stream.empty()
        : Stream.of(
            new SpecError.Required(
                "spec.strategy.trafficRouting",
                "SetCanaryScale requires TrafficRouting to be set"));
  }

  private static Stream<SpecError> experiment(
      String path, CanaryStep step, @Nullable RolloutTrafficRouting routing) {
    List<RolloutExperimentTemplate> templates =
        step.experiment() == null ? List.of() : step.experiment().templates();
    return IntStream.range(0, templates.size())
        .boxed()
        .flatMap(
            k ->
                experimentWeight(
                    path + ".experiment.templates[" + k + "].weight",
                    templates.get(k).weight(),
                    routing));
  }

  private static Stream<SpecError> experimentWeight(
      String path, @Nullable Integer weight, @Nullable RolloutTrafficRouting routing) {
    if (weight == null) {
      return Stream.empty();
    }
    String shown = ShownValue.of(weight.intValue());
    if (routing == null) {
      return Stream.of(
          new SpecError.Invalid(
              path,
              shown,
              "Experiment template weight cannot be set unless TrafficRouting is enabled"));
    }
    boolean able =
        routing.smi() != null
            || routing.alb() != null
            || routing.istio() != null
            || !routing.plugins().isEmpty();
    return able
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                path,
                shown,
                "Experiment template weight is only available for TrafficRouting with SMI, ALB, Istio and Plugins"
                    + " at this time"));
  }

  private static Stream<SpecError> arguments(String path, CanaryStep step) {
    Stream<AnalysisRunArgument> ofExperiment =
        step.experiment() == null
            ? Stream.empty()
            : step.experiment().analyses().stream().flatMap(analysis -> analysis.args().stream());
    Stream<AnalysisRunArgument> ofAnalysis =
        step.analysis() == null ? Stream.empty() : step.analysis().args().stream();
    List<AnalysisRunArgument> args = Stream.concat(ofExperiment, ofAnalysis).toList();
    return args.stream().allMatch(StepRules::isReadable)
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                path + ".analyses",
                ShownValue.of(list(args)),
                "Analyses arguments must refer to valid object metadata supported by downwardAPI"));
  }

  /** Fields outside metadata can only be judged when they are read. */
  private static boolean isReadable(AnalysisRunArgument arg) {
    ArgumentValueFrom from = arg.valueFrom();
    String path = from == null || from.fieldRef() == null ? "" : from.fieldRef().fieldPath();
    return !path.startsWith("metadata") || FieldPath.isMetadata(path);
  }

  private static ArrayNode list(List<AnalysisRunArgument> args) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    args.forEach(arg -> list.add(Encoder.encode(arg)));
    return list;
  }
}
