package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** How soon a person, or a metric, is answered. */
final class ReactionBenchmark implements Benchmark {
  private static final int ACTIONS = 100;
  private static final int BREACHES = 30;

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    try (MetricServer metrics = MetricServer.start()) {
      world
          .launch("--egress-allowed-host=" + metrics.host(), "--min-metric-interval=1s")
          .awaitWorking();
      try (Tracker rollouts = world.trackRollouts()) {
        List<Double> promoted = promote(world, rollouts);
        List<Double> aborted = abort(world, rollouts);
        report.figure(
            new Distribution("promote sent to status seen", "ms", promoted), "p99 at most 300");
        report.figure(
            new Distribution("abort sent to status seen", "ms", aborted), "p99 at most 300");
        report.figure(
            new Distribution(
                "user action sent to status seen",
                "ms",
                Stream.concat(promoted.stream(), aborted.stream()).toList()),
            "p99 at most 300");
        try (Tracker routes = world.trackRoutes()) {
          report.figure(
              new Distribution(
                  "failing answer sent to weight 0 seen",
                  "ms",
                  breach(world, rollouts, routes, metrics)),
              "p99 at most 1000");
        }
      }
    }
  }

  private static List<Double> promote(World world, Tracker rollouts)
      throws IOException, InterruptedException {
    int samples = ACTIONS / 2;
    List<String> steps = new ArrayList<>(List.of("{setWeight: 50}"));
    steps.addAll(Collections.nCopies(samples + 1, "{pause: {}}"));
    update(world, rollouts, "promoted", Manifests.rollout("promoted", 2, steps));
    List<Double> took = new ArrayList<>();
    for (int i = 1; i <= samples; i++) {
      int step = i;
      rollouts.await("promoted", "paused", rollout -> States.pausedAt(rollout, step));
      Thread.sleep(200);
      long sent = System.nanoTime();
      world.patchStatus("promoted", "{status: {pauseConditions: null}}");
      long seen =
          rollouts.await(
              "promoted",
              "promoted",
              rollout -> rollout.path("status").path("currentStepIndex").asInt() == step + 1);
      took.add(Tracker.millis(sent, seen));
    }
    return took;
  }

  private static List<Double> abort(World world, Tracker rollouts)
      throws IOException, InterruptedException {
    update(
        world,
        rollouts,
        "aborted",
        Manifests.rollout("aborted", 2, List.of("{setWeight: 50}", "{pause: {}}")));
    List<Double> took = new ArrayList<>();
    for (int i = 0; i < ACTIONS / 2; i++) {
      rollouts.await("aborted", "paused", rollout -> States.pausedAt(rollout, 1));
      Thread.sleep(200);
      long sent = System.nanoTime();
      world.patchStatus("aborted", "{status: {abort: true}}");
      took.add(Tracker.millis(sent, rollouts.await("aborted", "aborted", States::aborted)));
      Thread.sleep(200);
      world.patchStatus("aborted", "{status: {abort: false}}");
    }
    return took;
  }

  private static List<Double> breach(
      World world, Tracker rollouts, Tracker routes, MetricServer metrics)
      throws IOException, InterruptedException {
    world.apply(metrics.template("errors"));
    update(
        world,
        rollouts,
        "measured",
        Manifests.rolloutWithRoute(
            "measured",
            2,
            List.of("{setWeight: 50}", "{pause: {}}"),
            ", analysis: {templates: [{templateName: errors}]}"));
    List<Double> took = new ArrayList<>();
    for (int i = 0; i < BREACHES; i++) {
      rollouts.await("measured", "paused", rollout -> States.pausedAt(rollout, 1));
      routes.await("measured", "at weight 50", route -> canaryWeight(route) == 50);
      long answered = metrics.failNext();
      long seen = routes.await("measured", "at weight 0", route -> canaryWeight(route) == 0);
      took.add(Tracker.millis(answered, seen));
      rollouts.await("measured", "aborted", States::aborted);
      metrics.succeed();
      world.patchStatus("measured", "{status: {abort: false}}");
    }
    return took;
  }

  private static void update(World world, Tracker rollouts, String name, String manifest)
      throws IOException, InterruptedException {
    world.apply(manifest);
    rollouts.await(name, "healthy", States::healthy);
    world.patch(name, Manifests.version("v2"));
  }

  private static int canaryWeight(JsonNode route) {
    return Json.elements(route.path("spec").path("rules").path(0).path("backendRefs"))
        .filter(backend -> backend.path("name").asText().endsWith("-canary"))
        .mapToInt(backend -> backend.path("weight").asInt(1))
        .findFirst()
        .orElse(-1);
  }
}
