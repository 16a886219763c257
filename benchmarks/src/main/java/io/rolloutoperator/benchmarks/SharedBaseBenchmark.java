package io.rolloutoperator.benchmarks;

import io.rolloutoperator.testkit.cluster.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One base from which all apps have their objects: a commit changes it, and so each app. */
final class SharedBaseBenchmark implements Benchmark {
  private static final int CHANGES = 2;
  private static final Duration CALM = Duration.ofSeconds(10);

  private final int apps;
  private final String goal;

  /**
   * With so many apps.
   *
   * @param goal of a commit that changes the base
   */
  SharedBaseBenchmark(int apps, String goal) {
    this.apps = apps;
    this.goal = goal;
  }

  /** As clusters are that serve somebody. */
  @Override
  public Recorded recorded() {
    return Recorded.NOBODY;
  }

  private record Run(
      OperatorRun operator,
      SyncedApps synced,
      Tracker syncs,
      PhaseCosts costs,
      ApplyRate own,
      Report report) {}

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    ApplyRate own = ApplyRate.measure(world, Workload.DEPLOYMENT);
    report.line(own.toString());
    Path folder = world.folder();
    OperatorRun operator = world.launch(SyncedApps.flags(folder)).awaitWorking();
    SyncedApps.Apps all = new SyncedApps.Apps(apps, Workload.DEPLOYMENT, "10s");
    try (SyncedApps synced = SyncedApps.follow(world, folder, all);
        Tracker syncs = synced.track()) {
      PhaseCosts costs = new PhaseCosts(world, operator, synced, report);
      Run run = new Run(operator, synced, syncs, costs, own, report);
      synced.awaitAll(syncs, made(synced));
      List<Double> times = new ArrayList<>();
      for (int i = 1; i <= CHANGES; i++) {
        report.line("before: " + Consumption.during(operator, CALM));
        times.add(change("v" + i, run));
      }
      report.line("after: " + Consumption.during(operator, CALM));
      report.figure(
          new Distribution("base of %d apps changed to all Ready".formatted(apps), "ms", times),
          goal);
      report.line("highest ever: %.1f MiB".formatted(operator.memory("VmHWM")));
    }
  }

  private static String made(SyncedApps synced) throws IOException {
    String commit = synced.commitBase("v0");
    synced.hook();
    return commit;
  }

  private static double change(String image, Run run) throws IOException, InterruptedException {
    try (Consumption consumption = Consumption.of(run.operator())) {
      String commit = run.synced().commitBase(image);
      List<CompletableFuture<Long>> ready = run.synced().firstReady(run.syncs(), commit);
      PhaseCosts.Phase phase = run.costs().begin();
      long begin = System.nanoTime();
      run.synced().hook();
      long last = ready.stream().mapToLong(CompletableFuture::join).max().orElseThrow();
      run.report().line("meanwhile: " + consumption.line());
      phase.tell("changing the base to " + image, run.own());
      return Tracker.millis(begin, last);
    }
  }
}
