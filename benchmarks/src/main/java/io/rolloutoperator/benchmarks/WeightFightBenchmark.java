package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether Git sync takes a weight back: in a paused canary, commits change filters of the route
 * whose weights Git has at 100 and 0, so that each one makes Git sync write that route.
 */
final class WeightFightBenchmark implements Benchmark {
  private static final int COMMITS = 50;
  private static final String APP = "app";
  private static final String MANAGER = "rollout-operator-gitsync";
  private static final String WANTED = "80 20";

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    Path folder = world.folder();
    world.launch(SyncedApps.flags(folder)).awaitWorking();
    world.apply(world.shipped("benchmarks/gitsync-account.yaml"));
    try (TestRepository repository = TestRepository.create(folder.resolve("repo.git"));
        GitHttpServer server = GitHttpServer.of(repository).start();
        Tracker syncs = world.track(SyncedApps.PATH);
        Tracker rollouts = world.trackRollouts();
        Tracker routes = world.trackRoutes()) {
      String first = repository.commit(files("v1", 0), "v1");
      world.apply(AppManifests.sync(APP, server.url(), APP, "10s"));
      syncs.await(APP, "ready", sync -> SyncedApps.ready(sync, first));
      repository.commit(files("v2", 0), "v2");
      SyncedApps.ask(world, APP);
      rollouts.await(APP, "paused", rollout -> States.pausedAt(rollout, 1));
      routes.await(APP, "split", route -> weights(route).equals(WANTED));
      report.figure(
          new Distribution(
              "commit in a canary: request to applied",
              "ms",
              fight(world, repository, syncs, report)),
          "none");
      report.line("weights in the end: " + weights(routes.now(APP)) + " (wanted: " + WANTED + ")");
    }
  }

  private static List<Double> fight(
      World world, TestRepository repository, Tracker syncs, Report report)
      throws IOException, InterruptedException {
    Instant begin = Instant.now();
    List<Double> applied = new ArrayList<>();
    for (int i = 1; i <= COMMITS; i++) {
      String commit = repository.commit(files("v2", i), "another filter");
      long asked = System.nanoTime();
      SyncedApps.ask(world, APP);
      long seen =
          syncs.await(
              APP,
              "applied",
              sync -> sync.at("/status/lastAppliedRevision").asText().endsWith(commit));
      applied.add(Tracker.millis(asked, seen));
    }
    List<AuditEntry> writes = world.writesBy(MANAGER, "httproutes", begin, Instant.now());
    long resets =
        writes.stream().filter(write -> !weights(write.requestBody()).equals(WANTED)).count();
    report.line(
        "%d commits in a canary: %d writes of the route by Git sync, weight resets %d (goal: 0)"
            .formatted(COMMITS, writes.size(), resets));
    return applied;
  }

  private static String weights(JsonNode route) {
    JsonNode refs = route.at("/spec/rules/0/backendRefs");
    return refs.at("/0/weight").asText() + " " + refs.at("/1/weight").asText();
  }

  private static Map<String, String> files(String version, int number) {
    String filter =
        "filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-number, value: '%d'}]}}]\n"
            .formatted(number);
    String objects =
        Manifests.rolloutWithRoute(APP, 2, List.of("{setWeight: 20}", "{pause: {}}"), "")
            .replace("- backendRefs:", "- " + filter + "    backendRefs:")
            .replace("/app:v1", "/app:" + version);
    return Map.of(APP + "/app.yaml", objects);
  }
}
