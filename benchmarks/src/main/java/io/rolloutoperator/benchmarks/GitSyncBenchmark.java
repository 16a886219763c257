package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How fast commits reach the cluster, what a cluster at rest costs, how fast drift is repaired. */
final class GitSyncBenchmark implements Benchmark {
  private static final int POLLED = 5;
  private static final int CHANGES = 20;
  private static final int DRIFTS = 20;
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration REST =
      Duration.ofSeconds(Long.parseLong(System.getenv().getOrDefault("REST_SECONDS", "60")));

  private final Series series;

  /**
   * What is created, and how often.
   *
   * @param rounds how often all apps are created; only the first one meets a process that has never
   *     applied anything
   * @param goal of the commit that creates them
   */
  record Series(int apps, Workload workload, int rounds, String goal) {}

  GitSyncBenchmark(Series series) {
    this.series = series;
  }

  /** What is measured, while it is measured. */
  private record Run(
      World world,
      OperatorRun operator,
      SyncedApps synced,
      Tracker syncs,
      Tracker workloads,
      ApplyRate own,
      Report report) {
    PhaseCosts.Phase begin() throws IOException, InterruptedException {
      return new PhaseCosts(world, operator, synced, report).begin();
    }
  }

  /** The API server's work is half of what is measured; nobody keeps bodies of everything. */
  @Override
  public Recorded recorded() {
    return Recorded.NOBODY;
  }

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    ApplyRate own = ApplyRate.measure(world, series.workload());
    report.line(own.toString());
    Path folder = world.folder();
    OperatorRun operator = world.launch(SyncedApps.flags(folder)).awaitWorking();
    SyncedApps.Apps apps = new SyncedApps.Apps(series.apps(), series.workload(), "10s");
    try (SyncedApps synced = SyncedApps.follow(world, folder, apps);
        Tracker syncs = synced.track();
        Tracker workloads = world.track(series.workload().path())) {
      run(new Run(world, operator, synced, syncs, workloads, own, report));
      report.line(
          "memory: %.1f MiB resident, highest %.1f MiB (goal of 1000 apps: at most 400 MB)"
              .formatted(operator.memory("VmRSS"), operator.memory("VmHWM")));
    }
  }

  private void run(Run run) throws IOException, InterruptedException {
    create(run);
    Thread.sleep(CALM);
    String last = change(run);
    if (series.workload() == Workload.DEPLOYMENT) {
      drift(run);
      massDrift(run);
    }
    run.synced().awaitAll(run.syncs(), last);
    rest(run);
  }

  private void create(Run run) throws IOException, InterruptedException {
    String name = "commit creating %d apps to Ready".formatted(series.apps());
    List<Double> later = new ArrayList<>();
    for (int round = 1; round <= series.rounds(); round++) {
      if (round > 1) {
        run.synced().startOver(run.syncs());
      }
      Thread.sleep(CALM);
      List<Double> each = created("v1-" + round, run);
      double all = each.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      if (round == 1) {
        run.report()
            .figure(
                new Distribution(name + ", the first of a process", "ms", List.of(all)),
                series.goal());
        run.report().figure(new Distribution(name + ", each app", "ms", each), "none");
      } else {
        later.add(all);
      }
    }
    if (!later.isEmpty()) {
      run.report().figure(new Distribution(name + " later", "ms", later), series.goal());
    }
  }

  /** Milliseconds from the request for a look to each app being ready. */
  private static List<Double> created(String image, Run run)
      throws IOException, InterruptedException {
    String commit = run.synced().commitAll(image);
    List<CompletableFuture<Long>> ready = run.synced().firstReady(run.syncs(), commit);
    PhaseCosts.Phase phase = run.begin();
    long begin = System.nanoTime();
    run.synced().hook();
    List<Double> each = ready.stream().map(seen -> Tracker.millis(begin, seen.join())).toList();
    phase.tell("creating " + image, run.own());
    return each;
  }

  /** Changes one app after the other; the last commit, which the others still have to note. */
  private String change(Run run) throws IOException, InterruptedException {
    try (Webhooks webhooks = Webhooks.start(run.world(), run.syncs(), SyncedApps.name(0))) {
      Thread.sleep(CALM); // a repository is looked at once a second at most
      PhaseCosts.Phase phase = run.begin();
      String last = change(webhooks, run);
      phase.tell("%d changes in turn".formatted(CHANGES + POLLED));
      return last;
    }
  }

  private String change(Webhooks webhooks, Run run) throws IOException, InterruptedException {
    List<Double> told = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      told.add(changed(run, i * series.apps() / CHANGES, "v2-" + i, webhooks::post).millis());
      Thread.sleep(1_500);
    }
    String name = "one of %d changed: webhook to applied".formatted(series.apps());
    run.report().figure(new Distribution(name, "ms", told), "at most 300");
    List<Double> found = new ArrayList<>();
    String commit = "";
    for (int i = 0; i < POLLED; i++) {
      Change change = changed(run, i * series.apps() / POLLED, "v3-" + i, () -> {});
      found.add(change.millis());
      commit = change.commit();
    }
    name = "one of %d changed, found by a poll every 10 s: to applied".formatted(series.apps());
    run.report().figure(new Distribution(name, "ms", found), "at most 10500");
    return commit;
  }

  /**
   * A commit that was applied.
   *
   * @param millis from the commit, and the news of it, to the change in the cluster
   */
  private record Change(String commit, double millis) {}

  /** Tells somebody of a commit. */
  private interface News {
    void tell() throws IOException, InterruptedException;
  }

  private Change changed(Run run, int app, String image, News news)
      throws IOException, InterruptedException {
    String commit = run.synced().commitOne(app, image);
    long begin = System.nanoTime();
    news.tell();
    long seen =
        run.workloads()
            .await(
                SyncedApps.name(app), "changed", workload -> image(workload).endsWith(":" + image));
    run.synced().awaitOne(run.syncs(), app, commit);
    return new Change(commit, Tracker.millis(begin, seen));
  }

  private void drift(Run run) throws IOException, InterruptedException {
    List<Double> repaired = new ArrayList<>();
    PhaseCosts.Phase phase = run.begin();
    Drift drift = driftOf(run);
    for (int i = 0; i < DRIFTS; i++) {
      repaired.add(drift.patched((i * 7 + 3) % series.apps(), "example/drift:" + i));
    }
    phase.tell("%d repairs in turn".formatted(DRIFTS));
    run.report().figure(new Distribution("drift to repaired", "ms", repaired), "p99 at most 1000");
  }

  private Drift driftOf(Run run) {
    return new Drift(run.world(), run.workloads(), series.workload().path());
  }

  private void massDrift(Run run) throws IOException, InterruptedException {
    Drift many = driftOf(run);
    PhaseCosts.Phase patches = run.begin();
    Distribution patched = many.patched("example/drift:all");
    patches.tell("patched at once");
    run.report().figure(patched, "p99 at most 1000");
    PhaseCosts.Phase deletions = run.begin();
    Distribution deleted = many.deleted();
    deletions.tell("deleted at once");
    run.report().figure(deleted, "p99 at most 1000");
  }

  private static void rest(Run run) throws IOException, InterruptedException {
    Thread.sleep(15_000);
    Instant begin = Instant.now();
    double cpu = run.operator().processorTime();
    PhaseCosts.Phase phase = run.begin();
    Thread.sleep(REST);
    double share = (run.operator().processorTime() - cpu) / REST.toMillis() * 100;
    Instant end = Instant.now();
    phase.tell("at rest");
    run.report()
        .line(
            "writes in %d s at rest: %d (goal: 0)"
                .formatted(REST.toSeconds(), run.world().writes(begin, end).size()));
    run.report()
        .line(
            "requests a second at rest, leases and all: %.2f (goal: at most 1)"
                .formatted(run.world().requests(begin, end).size() / (double) REST.toSeconds()));
    run.report()
        .line(
            "share of a core at rest, poll every 10 s: %.2f %% (goal: at most 2)".formatted(share));
  }

  private static String image(JsonNode workload) {
    return workload.at("/spec/template/spec/containers/0/image").asText();
  }
}
