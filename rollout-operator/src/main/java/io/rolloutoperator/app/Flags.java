package io.rolloutoperator.app;

import io.rolloutoperator.kube.client.RequestRate;
import io.rolloutoperator.kube.fence.LeaseTiming;
import io.rolloutoperator.kube.runtime.ControllerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command line: the flags of Argo Rollouts' controller with their defaults, so that existing
 * manifests keep working.
 */
@Command(
    name = "rollout-operator",
    description =
        "Progressive delivery for Kubernetes: the controller of argoproj.io/v1alpha1 Rollouts.",
    usageHelpAutoWidth = true,
    sortOptions = true)
final class Flags {
  @Mixin ClientFlags client = new ClientFlags();
  @Mixin ProcessFlags process = new ProcessFlags();
  @Mixin AnalysisFlags analysis = new AnalysisFlags();
  @Mixin GitSyncFlags gitSync = new GitSyncFlags();
  @Mixin NotificationFlags notifications = new NotificationFlags();
  @Mixin AcceptedFlags accepted = new AcceptedFlags();

  @Option(
      names = "--version",
      arity = "0..1",
      fallbackValue = "true",
      description = "Print the version.")
  boolean version;

  @Option(
      names = "--rollout-resync",
      paramLabel = "<seconds>",
      description = "Longest time between two looks at an object (default ${DEFAULT-VALUE}).")
  long rolloutResync = 900;

  @Option(
      names = "--instance-id",
      paramLabel = "<id>",
      description = "Work only on objects with this instance id.")
  String instanceId = "";

  @Option(
      names = "--qps",
      paramLabel = "<n>",
      description = "Client-side limit of requests per second (default none).")
  double qps;

  @Option(
      names = "--burst",
      paramLabel = "<n>",
      description = "Requests that may exceed --qps at once (default 80).")
  int burst;

  @Option(
      names = "--rollout-threads",
      paramLabel = "<n>",
      description = "Rollouts worked on at a time (default ${DEFAULT-VALUE}).")
  int rolloutThreads = 10;

  @Option(
      names = "--analysis-threads",
      paramLabel = "<n>",
      description = "AnalysisRuns worked on at a time (default ${DEFAULT-VALUE}).")
  int analysisThreads = 30;

  @Option(
      names = "--leader-elect",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description = "Write only while holding the lease (default ${DEFAULT-VALUE}).")
  boolean leaderElect = true;

  @Option(
      names = "--leader-election-lease-duration",
      converter = DurationFlag.class,
      paramLabel = "<duration>",
      description = "How long others honour the lease (default 15s).")
  Duration leaseDuration = LeaseTiming.DEFAULT.leaseDuration();

  @Option(
      names = "--leader-election-renew-deadline",
      converter = DurationFlag.class,
      paramLabel = "<duration>",
      description = "How long a leader writes on without a renewal (default 10s).")
  Duration renewDeadline = LeaseTiming.DEFAULT.renewDeadline();

  @Option(
      names = "--leader-election-retry-period",
      converter = DurationFlag.class,
      paramLabel = "<duration>",
      description = "Pause between two renewals (default 2s).")
  Duration retryPeriod = LeaseTiming.DEFAULT.retryPeriod();

  @Option(
      names = "--min-metric-interval",
      converter = DurationFlag.class,
      paramLabel = "<duration>",
      description = "Shorter intervals of metrics are raised to this (default 5s).")
  Duration minMetricInterval = Duration.ofSeconds(5);

  @Option(
      names = "--controllers",
      split = ",",
      paramLabel = "<name>",
      description =
          "Run only these controllers; 'analysis' is the one that can run alone (default all).")
  List<String> controllers = List.of();

  /**
   * The lease's times.
   *
   * @throws IllegalArgumentException if they do not go together
   */
  LeaseTiming leaseTiming() {
    return new LeaseTiming(leaseDuration, renewDeadline, retryPeriod);
  }

  /**
   * The client-side limit; upstream's burst is kept when only the rate is given, and the other way
   * round.
   */
  Optional<RequestRate> requestRate() {
    if (qps == 0 && burst == 0) {
      return Optional.empty();
    }
    return Optional.of(new RequestRate(qps == 0 ? 40 : qps, burst == 0 ? 80 : burst));
  }

  /**
   * The controllers' part, of values that {@link FlagRules} let through.
   *
   * @param workNamespace the one to work in where the controller is namespaced
   * @param ownNamespace where the controller itself lives
   * @param environment of the process
   */
  ControllerSettings settings(
      String workNamespace, String ownNamespace, Map<String, String> environment) {
    return new ControllerSettings(
        !controllers.isEmpty(),
        process.namespaced ? workNamespace : "",
        instanceId,
        rolloutThreads,
        analysisThreads,
        Duration.ofSeconds(rolloutResync),
        minMetricInterval,
        analysis.settings(workNamespace, environment),
        gitSync.settings(),
        notifications.settings(ownNamespace, environment));
  }
}
