package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A Rollout in a state in which nothing is to be done.
 *
 * @param name of the state and of the Rollout
 * @param manifest the Rollout and what it needs
 * @param enter what is done to it once it is applied
 * @param state how its status shows the state
 */
record RestingState(String name, String manifest, Action enter, Predicate<JsonNode> state) {

  /** What is done to bring a Rollout into its state. */
  interface Action {
    void on(World world, Tracker rollouts, String rollout) throws IOException, InterruptedException;
  }

  private static final List<String> WEIGHT = List.of("{setWeight: 50}");
  private static final List<String> PAUSED = List.of("{setWeight: 50}", "{pause: {}}");
  private static final List<String> PAUSED_FOR_AN_HOUR =
      List.of("{setWeight: 50}", "{pause: {duration: 1h}}");

  private static final Action NOTHING = (_, _, _) -> {};
  private static final Action UPDATE = healthyThen(Manifests.version("v2"));

  /** Returns all states. */
  static List<RestingState> all(MetricServer metrics) {
    return Stream.of(withoutRouter(), withRoute(), judged(metrics), refused())
        .flatMap(List::stream)
        .toList();
  }

  private static List<RestingState> withoutRouter() {
    return List.of(
        plain("healthy-first-version", PAUSED, NOTHING, States::healthy),
        plain("healthy-after-update", WEIGHT, UPDATE, States::healthy),
        plain("paused-without-end", PAUSED, UPDATE, RestingState::atPause),
        plain("paused-for-an-hour", PAUSED_FOR_AN_HOUR, UPDATE, RestingState::atPause),
        plain(
            "paused-by-its-user",
            PAUSED,
            healthyThen("{spec: {paused: true}}", Manifests.version("v2")),
            _ -> true),
        plain("scaled-to-zero", PAUSED, healthyThen("{spec: {replicas: 0}}"), States::healthy),
        plain(
            "image-cannot-be-pulled",
            PAUSED,
            healthyThen("{spec: {progressDeadlineSeconds: 10}}", Manifests.version("bad")),
            States::degraded),
        plain("aborted", PAUSED, RestingState::abort, States::aborted));
  }

  private static List<RestingState> withRoute() {
    return List.of(
        routed("paused-with-route", PAUSED, "", UPDATE, RestingState::atPause),
        routed("healthy-with-route", WEIGHT, "", UPDATE, States::healthy),
        routed(
            "canary-kept-after-abort",
            PAUSED,
            ", abortScaleDownDelaySeconds: 3600",
            RestingState::abort,
            States::aborted));
  }

  private static List<RestingState> judged(MetricServer metrics) {
    return List.of(
        judged(
            metrics,
            "inconclusive",
            "successCondition: 'result[0] > 1', failureCondition: 'result[0] < 0'",
            RestingState::atPause),
        judged(
            metrics,
            "analysis-waits",
            "successCondition: 'result[0] < 1', count: 2, interval: 1h",
            RestingState::measuredOnce));
  }

  private static List<RestingState> refused() {
    return List.of(
        plain(
            "invalid-spec",
            PAUSED,
            healthyThen("{spec: {strategy: {canary: {maxSurge: 0, maxUnavailable: 0}}}}"),
            States::degraded),
        new RestingState(
            "route-is-missing",
            Manifests.rolloutWithRoute("route-is-missing", 2, WEIGHT, "")
                .replace("httpRoute: route-is-missing", "httpRoute: nowhere"),
            NOTHING,
            States::degraded),
        new RestingState(
            "router-is-missing",
            Manifests.rolloutWithRoute("router-is-missing", 2, WEIGHT, "")
                .replace(
                    "plugins: {argoproj-labs/gatewayAPI: {httpRoute: router-is-missing}}",
                    "istio: {virtualService: {name: nowhere}}"),
            NOTHING,
            States::degraded),
        plain(
            "template-is-missing",
            List.of("{setWeight: 50}", "{analysis: {templates: [{templateName: nowhere}]}}"),
            NOTHING,
            States::degraded));
  }

  private static RestingState plain(
      String name, List<String> steps, Action enter, Predicate<JsonNode> state) {
    return new RestingState(name, Manifests.rollout(name, 2, steps), enter, state);
  }

  private static RestingState routed(
      String name, List<String> steps, String more, Action enter, Predicate<JsonNode> state) {
    return new RestingState(name, Manifests.rolloutWithRoute(name, 2, steps, more), enter, state);
  }

  /** A step after weight 50 asks a metric that always answers 0. */
  private static RestingState judged(
      MetricServer metrics, String name, String fields, Predicate<JsonNode> state) {
    String analysis = "{analysis: {templates: [{templateName: %s}]}}".formatted(name);
    return new RestingState(
        name,
        metrics.template(name, fields)
            + Manifests.rollout(name, 2, List.of("{setWeight: 50}", analysis)),
        UPDATE,
        state);
  }

  private static boolean atPause(JsonNode rollout) {
    return States.pausedAt(rollout, 1);
  }

  /** The first of two measurements follows the run at once; the settling time covers it. */
  private static boolean measuredOnce(JsonNode rollout) {
    return rollout
        .at("/status/canary/currentStepAnalysisRunStatus/status")
        .asText()
        .equals("Running");
  }

  private static Action healthyThen(String... patches) {
    return (world, rollouts, rollout) -> {
      rollouts.await(rollout, "healthy", States::healthy);
      for (String patch : patches) {
        world.patch(rollout, patch);
      }
    };
  }

  private static void abort(World world, Tracker rollouts, String rollout)
      throws IOException, InterruptedException {
    UPDATE.on(world, rollouts, rollout);
    rollouts.await(rollout, "paused", RestingState::atPause);
    world.patchStatus(rollout, "{status: {abort: true}}");
  }
}
