package io.rolloutoperator.app;

import io.rolloutoperator.kube.fence.LeaseTiming;
import java.util.List;

/**
 * What values of flags can be meant. Judged before anything is read or opened, so that a wrong
 * command line is told as such wherever the process runs.
 */
final class FlagRules {
  private static final int HIGHEST_PORT = 65_535;

  private FlagRules() {}

  /**
   * Judges all of them.
   *
   * @throws WrongUsageException with one line that names the first wrong flag
   */
  static void require(Flags flags) {
    requirePositive("--rollout-threads", flags.rolloutThreads);
    requirePositive("--analysis-threads", flags.analysisThreads);
    requirePositive("--rollout-resync", flags.rolloutResync);
    require(flags.process);
    requireKnown(flags.controllers);
    if (flags.qps < 0 || flags.burst < 0) {
      throw new WrongUsageException("--qps and --burst must not be negative");
    }
    requireTiming(flags);
    flags.gitSync.require();
    flags.notifications.require();
  }

  /**
   * Judges those of the webhook receiver.
   *
   * @throws WrongUsageException with one line that names the first wrong flag
   */
  static void require(WebhookFlags flags) {
    requirePort("--webhookPort", flags.webhookPort);
    require(flags.process);
  }

  private static void require(ProcessFlags flags) {
    requirePort("--healthzPort", flags.healthPort);
    requirePort("--metricsPort", flags.metricsPort);
  }

  private static void requireTiming(Flags flags) {
    try {
      LeaseTiming _ = flags.leaseTiming();
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException(e.getMessage() + ": correct the --leader-election-... flags");
    }
  }

  private static void requirePositive(String flag, long value) {
    if (value < 1) {
      throw new WrongUsageException(flag + " must be at least 1, got " + value);
    }
  }

  private static void requirePort(String flag, int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new WrongUsageException(
          flag + " must be between 0 and " + HIGHEST_PORT + ", got " + port);
    }
  }

  private static void requireKnown(List<String> controllers) {
    if (!controllers.isEmpty() && !controllers.equals(List.of("analysis"))) {
      throw new WrongUsageException(
          "--controllers must be 'analysis' or left out, got " + String.join(",", controllers));
    }
  }
}
