package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How soon an aborted release is taken back in Git. The repository is on this machine, so that no
 * forge is measured.
 */
final class RevertBenchmark implements Benchmark {
  private static final int ABORTS = 20;
  private static final String APP = "app";
  private static final String USER = "bench";
  private static final String PASSWORD = "secret-of-the-benchmark";

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    Path folder = world.folder();
    world.launch(SyncedApps.flags(folder)).awaitWorking();
    world.apply(world.shipped("benchmarks/gitsync-account.yaml"));
    try (TestRepository repository = TestRepository.create(folder.resolve("repo.git"));
        GitHttpServer server = GitHttpServer.of(repository).basic(USER, PASSWORD).start();
        Tracker syncs = world.track(SyncedApps.PATH);
        Tracker rollouts = world.trackRollouts()) {
      String first = repository.commit(version(1), "v1");
      world.apply(sync(server.url()));
      syncs.await(APP, "ready", sync -> SyncedApps.ready(sync, first));
      List<Double> pushed = new ArrayList<>();
      List<Double> stable = new ArrayList<>();
      for (int i = 0; i < ABORTS; i++) {
        String bad = repository.commit(version(i + 2), "a bad release");
        SyncedApps.ask(world, APP);
        rollouts.await(APP, "paused", rollout -> States.pausedAt(rollout, 1));
        syncs.await(APP, "applied", sync -> SyncedApps.ready(sync, bad));
        Thread.sleep(500);
        long sent = System.nanoTime();
        world.patchStatus(APP, "{status: {abort: true}}");
        String revert = awaitPush(repository, bad);
        pushed.add(Tracker.millis(sent, System.nanoTime()));
        stable.add(Tracker.millis(sent, rollouts.await(APP, "stable", RevertBenchmark::stable)));
        syncs.await(APP, "ready", sync -> SyncedApps.ready(sync, revert));
      }
      report.figure(
          new Distribution("abort sent to revert pushed", "ms", pushed), "p99 at most 2000");
      report.figure(new Distribution("abort sent to stable by the revert", "ms", stable), "none");
    }
  }

  /** The id of the commit that follows; a look takes far less than a millisecond. */
  private static String awaitPush(TestRepository repository, String bad)
      throws InterruptedException {
    for (int i = 0; i < 60_000; i++) {
      String head = repository.head();
      if (!head.equals(bad)) {
        return head;
      }
      Thread.sleep(1);
    }
    throw new IllegalStateException("nothing was pushed after " + bad);
  }

  private static boolean stable(JsonNode rollout) {
    return States.healthy(rollout)
        && rollout.at("/spec/template/spec/containers/0/image").asText().endsWith(":v1");
  }

  private static Map<String, String> version(int number) {
    List<String> steps = List.of("{setWeight: 50}", "{pause: {}}");
    return Map.of(
        "app/rollout.yaml", Manifests.rollout(APP, 2, steps).replace("/app:v1", "/app:v" + number));
  }

  private static String sync(String url) {
    return """
        apiVersion: v1
        kind: Secret
        metadata: {name: git}
        stringData: {username: %1$s, password: %2$s}
        ---
        apiVersion: rollout-operator.io/v1alpha1
        kind: GitSync
        metadata: {name: %3$s}
        spec:
          repo: {url: "%4$s", ref: {branch: main}, interval: 10s, secretRef: {name: git}}
          path: app
          rollouts: {onAbort: Revert}
          writeBack: {secretRef: {name: git}, maxCommitsPerHour: %5$d}
        """
        .formatted(USER, PASSWORD, APP, url, 2 * ABORTS);
  }
}
