package io.rolloutoperator.benchmarks;

import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** What each further repository costs in memory: 200 of 2 MB each, with a GitSync each. */
final class RepositoriesBenchmark implements Benchmark {
  private static final int REPOSITORIES = 200;
  private static final int FILES = 20;

  /** Random bytes, so that 2 MB stay 2 MB in a pack; as text they are a third larger. */
  private static final int BYTES_PER_FILE = 2_000_000 / FILES;

  private static final long SEED = 20_261_125;
  private static final String SYNCS =
      "/apis/rollout-operator.io/v1alpha1/namespaces/" + World.NAMESPACE + "/gitsyncs";

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    Path folder = world.folder();
    OperatorRun operator = world.launch(SyncedApps.flags(folder)).awaitWorking();
    world.apply(world.shipped("benchmarks/gitsync-account.yaml"));
    TestRepository repository = TestRepository.create(folder.resolve("repo.git"));
    String commit = repository.commit(files(), "ballast of seed " + SEED);
    try (GitHttpServer server = GitHttpServer.of(repository).start();
        Tracker syncs = world.track(SYNCS)) {
      follow(world, server, syncs, 0, commit);
      double one = atRest(operator);
      for (int i = 1; i < REPOSITORIES; i++) {
        follow(world, server, syncs, i, commit);
      }
      double all = atRest(operator);
      report.line("resident memory with 1 repository of 2 MB: %.1f MiB".formatted(one));
      report.line(
          "resident memory with %d of them: %.1f MiB, highest %.1f MiB"
              .formatted(REPOSITORIES, all, operator.memory("VmHWM")));
      report.line(
          "each repository: %.2f MiB (goal: at most 2.5 MB)"
              .formatted((all - one) / (REPOSITORIES - 1)));
    }
  }

  private static Map<String, String> files() {
    Random random = new Random(SEED);
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < FILES; i++) {
      byte[] bytes = new byte[BYTES_PER_FILE];
      random.nextBytes(bytes);
      files.put("ballast/" + i + ".txt", Base64.getMimeEncoder().encodeToString(bytes));
    }
    files.put(
        "app/config.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {colour: blue}\n");
    return files;
  }

  /** The same content under another address is another repository to the operator. */
  private static void follow(
      World world, GitHttpServer server, Tracker syncs, int number, String commit)
      throws InterruptedException {
    String name = "repository-" + number;
    world.apply(
        """
        apiVersion: rollout-operator.io/v1alpha1
        kind: GitSync
        metadata: {name: %1$s}
        spec:
          repo: {url: "%2$s", ref: {branch: main}, interval: 30s}
          path: app
          render: {nameSuffix: "-%3$d"}
        """
            .formatted(name, server.url("team/repository-" + number + ".git"), number));
    syncs.await(name, "ready", sync -> SyncedApps.ready(sync, commit));
  }

  private static double atRest(OperatorRun operator) throws IOException, InterruptedException {
    Thread.sleep(45_000);
    return operator.memory("VmRSS");
  }
}
