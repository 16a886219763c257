package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Runs one benchmark, named on the command line, in the network namespace of this process. */
public final class Main {
  private static final Map<String, Benchmark> BENCHMARKS =
      Map.ofEntries(
          Map.entry("reaction", new ReactionBenchmark()),
          Map.entry("quiet", new QuietBenchmark()),
          Map.entry("footprint", FootprintBenchmark.whole()),
          Map.entry("start", FootprintBenchmark.startsOnly()),
          Map.entry("footprint-1000", new IdleBenchmark(1_000, 512, "none")),
          Map.entry("footprint-10000", new IdleBenchmark(10_000, 2_048, "at most 2048")),
          Map.entry("failover", new FailoverBenchmark()),
          Map.entry("update-cost", new UpdateCostBenchmark()),
          Map.entry("notifications", NotificationsBenchmark.whole()),
          Map.entry("notifications-storm", NotificationsBenchmark.storm()),
          Map.entry("notifications-dead", NotificationsBenchmark.besideDeadReceivers()),
          Map.entry("plugin", new PluginBenchmark()),
          Map.entry("plugin-watch", new PluginWatchBenchmark()),
          Map.entry("gitsync", gitSync(100, Workload.DEPLOYMENT, 4, "at most 5000")),
          Map.entry("gitsync-1000", gitSync(1_000, Workload.DEPLOYMENT, 1, "at most 45000")),
          Map.entry("gitsync-rollouts", gitSync(100, Workload.ROLLOUT, 4, "at most 5000")),
          Map.entry("gitsync-rollouts-1000", gitSync(1_000, Workload.ROLLOUT, 1, "at most 45000")),
          Map.entry("gitsync-base", new SharedBaseBenchmark(1_000, "at most 60000")),
          Map.entry("gitsync-repositories", new RepositoriesBenchmark()),
          Map.entry("gitsync-crash", new GitSyncCrashBenchmark()),
          Map.entry("gitsync-weights", new WeightFightBenchmark()),
          Map.entry("gitsync-revert", new RevertBenchmark()));

  private Main() {}

  private static Benchmark gitSync(int apps, Workload workload, int rounds, String goal) {
    return new GitSyncBenchmark(new GitSyncBenchmark.Series(apps, workload, rounds, goal));
  }

  /** Runs; benchmarks/run sets the properties and makes the network namespace. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Benchmark benchmark = args.length == 1 ? BENCHMARKS.get(args[0]) : null;
    if (benchmark == null) {
      System.err.println("name one benchmark: " + String.join(", ", BENCHMARKS.keySet()));
      System.exit(2);
      return;
    }
    Path root = Path.of(System.getProperty("benchmarks.root", "."));
    try (Report report = Report.open(root.resolve("benchmarks/target/results"), args[0]);
        World world = World.start(root, benchmark.recorded())) {
      benchmark.run(world, report);
    }
    System.exit(0); // what clients leave behind must not keep the process
  }
}
