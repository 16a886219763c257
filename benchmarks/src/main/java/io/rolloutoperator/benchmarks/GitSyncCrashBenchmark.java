package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Commits that create, change and remove objects of 100 apps, while the operator is killed a few
 * times in each commit: when a random number of apps is ready, and a random time after that. The
 * environment's {@code CRASH_KILLS} says how often in all, and {@code CRASH_SEED} repeats the
 * numbers of an earlier run.
 */
final class GitSyncCrashBenchmark implements Benchmark {
  private static final int APPS = 100;
  private static final int KILLS =
      Integer.parseInt(System.getenv().getOrDefault("CRASH_KILLS", "50"));
  private static final int KILLS_PER_COMMIT = 5;

  /** Apps are ready more often than that; so a kill meets any of the writes between. */
  private static final int LONGEST_DELAY_MS = 300;

  private final List<Double> readyWhenKilled = new ArrayList<>();
  private final List<Double> recovered = new ArrayList<>();

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    long seed = seed();
    report.line("moments of the kills: CRASH_SEED=" + seed);
    Random random = new Random(seed);
    Path folder = world.folder();
    CrashTally tally = new CrashTally(world, APPS);
    OperatorRun operator = launch(world, folder);
    try (SyncedApps synced = SyncedApps.follow(world, folder, apps());
        Tracker syncs = synced.track()) {
      for (int i = 0; readyWhenKilled.size() < KILLS; i++) {
        boolean traffic = i % 2 == 0;
        int kills = Math.min(KILLS_PER_COMMIT, KILLS - readyWhenKilled.size());
        Instant begin = Instant.now();
        String commit =
            traffic ? synced.commitAll("v" + i) : synced.commitAllWithoutTraffic("v" + i);
        synced.hook();
        for (int ready : random.ints(kills, 0, APPS).sorted().toArray()) {
          SyncedApps.awaitReady(syncs, commit, ready);
          Thread.sleep(random.nextInt(LONGEST_DELAY_MS));
          operator.kill();
          readyWhenKilled.add((double) SyncedApps.ready(syncs, commit));
          operator = launch(world, folder);
        }
        long last = System.nanoTime();
        recovered.add(Math.max(0, Tracker.millis(last, synced.awaitAll(syncs, commit))));
        tally.count(synced, traffic, begin);
      }
    }
    tell(report, tally);
  }

  private static SyncedApps.Apps apps() {
    return new SyncedApps.Apps(APPS, Workload.DEPLOYMENT, "10s");
  }

  private static long seed() {
    String chosen = System.getenv("CRASH_SEED");
    return chosen == null ? System.nanoTime() : Long.parseLong(chosen);
  }

  /** Without an election: nobody waits for the lease of the one that was killed. */
  private static OperatorRun launch(World world, Path folder) throws InterruptedException {
    List<String> flags = new ArrayList<>(List.of(SyncedApps.flags(folder)));
    flags.add("--leader-elect=false");
    return world.launch(flags.toArray(String[]::new)).awaitWorking();
  }

  private void tell(Report report, CrashTally tally) {
    report.line(
        "killed %d times in %d commits of %d apps"
            .formatted(readyWhenKilled.size(), recovered.size(), APPS));
    report.figure(
        new Distribution("apps of %d ready when killed".formatted(APPS), "apps", readyWhenKilled),
        "0 to 99");
    report.figure(new Distribution("last start of a commit to all ready", "ms", recovered), "none");
    tally.tell(report);
  }
}
