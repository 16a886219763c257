package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How fast commits reach the cluster, what a cluster at rest costs, how fast drift is repaired. */
final class GitSyncBenchmark implements Benchmark {
  private static final int CHANGES = 20;
  private static final int DRIFTS = 20;
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration REST = Duration.ofMinutes(1);

  private final int apps;
  private final int rounds;
  private final String goal;

  /**
   * With so many apps.
   *
   * @param rounds how often all of them are created; only the first one meets a process that has
   *     never applied anything
   * @param goal of the commit that creates them
   */
  GitSyncBenchmark(int apps, int rounds, String goal) {
    this.apps = apps;
    this.rounds = rounds;
    this.goal = goal;
  }

  /** The API server's work is half of what is measured; nobody keeps bodies of everything. */
  @Override
  public Recorded recorded() {
    return Recorded.NOBODY;
  }

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    Path folder = world.folder();
    OperatorRun operator = world.launch(SyncedApps.flags(folder)).awaitWorking();
    try (SyncedApps synced = SyncedApps.follow(world, folder, apps, "10s");
        Tracker syncs = synced.track();
        Tracker deployments = world.track(deployments())) {
      create(synced, syncs, operator, report);
      Thread.sleep(CALM.toMillis());
      String last = change(world, synced, syncs, deployments, report);
      drift(world, deployments, report);
      MassDrift many = new MassDrift(world, deployments, deployments());
      report.figure(many.patched("example/drift:all"), "p99 at most 1000");
      report.figure(many.deleted(), "p99 at most 1000");
      synced.awaitAll(syncs, last);
      rest(world, operator, report);
      report.line(
          "memory: %.1f MiB resident, highest %.1f MiB"
              .formatted(operator.memory("VmRSS"), operator.memory("VmHWM")));
    }
  }

  private void create(SyncedApps synced, Tracker syncs, OperatorRun operator, Report report)
      throws IOException, InterruptedException {
    String name = "commit creating %d apps to Ready".formatted(apps);
    Thread.sleep(CALM.toMillis());
    report.figure(createdFirst(name, synced, syncs, operator, report), goal);
    List<Double> later = new ArrayList<>();
    for (int round = 2; round <= rounds; round++) {
      synced.startOver(syncs);
      Thread.sleep(CALM.toMillis());
      later.add(created("v1-" + round, synced, syncs, operator, report));
    }
    if (!later.isEmpty()) {
      report.figure(new Distribution(name + " later", "ms", later), goal);
    }
  }

  private Distribution createdFirst(
      String name, SyncedApps synced, Tracker syncs, OperatorRun operator, Report report)
      throws IOException, InterruptedException {
    double millis = created("v1", synced, syncs, operator, report);
    return new Distribution(name + ", the first of a process", "ms", List.of(millis));
  }

  private static double created(
      String image, SyncedApps synced, Tracker syncs, OperatorRun operator, Report report)
      throws IOException, InterruptedException {
    double cpu = operator.processorTime();
    String commit = synced.commitAll(image);
    long begin = System.nanoTime();
    synced.hook();
    double millis = Tracker.millis(begin, synced.awaitAll(syncs, commit));
    report.line(
        "%s: %.0f ms, processor time of the operator meanwhile %.0f ms"
            .formatted(image, millis, operator.processorTime() - cpu));
    return millis;
  }

  /** Changes one app after the other; the last commit, which the others still have to note. */
  private String change(
      World world, SyncedApps synced, Tracker syncs, Tracker deployments, Report report)
      throws IOException, InterruptedException {
    try (Webhooks webhooks = Webhooks.start(world, syncs, SyncedApps.name(0))) {
      Thread.sleep(CALM.toMillis()); // a repository is looked at once a second at most
      return change(webhooks, synced, syncs, deployments, report);
    }
  }

  private String change(
      Webhooks webhooks, SyncedApps synced, Tracker syncs, Tracker deployments, Report report)
      throws IOException, InterruptedException {
    List<Double> applied = new ArrayList<>();
    String commit = "";
    for (int i = 0; i < CHANGES; i++) {
      int app = i * apps / CHANGES;
      String image = "v2-" + i;
      commit = synced.commitOne(app, image);
      long begin = System.nanoTime();
      webhooks.post();
      long seen =
          deployments.await(
              SyncedApps.name(app),
              "changed",
              deployment -> image(deployment).endsWith(":" + image));
      applied.add(Tracker.millis(begin, seen));
      synced.awaitOne(syncs, app, commit);
      Thread.sleep(1_500);
    }
    report.figure(
        new Distribution("one of %d changed: webhook to applied".formatted(apps), "ms", applied),
        "at most 300");
    return commit;
  }

  private void drift(World world, Tracker deployments, Report report)
      throws IOException, InterruptedException {
    List<Double> repaired = new ArrayList<>();
    for (int i = 0; i < DRIFTS; i++) {
      String name = SyncedApps.name((i * 7 + 3) % apps);
      long begin = System.nanoTime();
      world.send(
          deployments() + "/" + name,
          "{spec: {template: {spec: {containers: [{name: main, image: 'example/drift:%d'}]}}}}"
              .formatted(i));
      deployments.await(name, "drifted", d -> image(d).startsWith("example/drift:"));
      long seen = deployments.await(name, "repaired", d -> image(d).startsWith("example/app:"));
      repaired.add(Tracker.millis(begin, seen));
    }
    report.figure(new Distribution("drift to repaired", "ms", repaired), "p99 at most 1000");
  }

  private static void rest(World world, OperatorRun operator, Report report)
      throws IOException, InterruptedException {
    Thread.sleep(15_000);
    Instant begin = Instant.now();
    double cpu = operator.processorTime();
    Thread.sleep(REST.toMillis());
    double share = (operator.processorTime() - cpu) / REST.toMillis() * 100;
    report.line(
        "writes in %d s at rest: %d (goal: 0)"
            .formatted(REST.toSeconds(), world.writes(begin, Instant.now()).size()));
    report.line(
        "share of a core at rest, poll every 10 s: %.2f %% (goal: at most 2)".formatted(share));
  }

  private static String image(JsonNode deployment) {
    return deployment.at("/spec/template/spec/containers/0/image").asText();
  }

  private static String deployments() {
    return "/apis/apps/v1/namespaces/" + World.NAMESPACE + "/deployments";
  }
}
