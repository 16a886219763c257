package io.rolloutoperator.app;

import io.rolloutoperator.analysis.providers.http.HostPattern;
import io.rolloutoperator.kube.fence.LeaseTiming;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    requireLeaseName(flags);
    flags.analysis.require();
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

  /** The id is part of the name of an object, where labels may have more signs. */
  private static void requireLeaseName(Flags flags) {
    if (flags.leaderElect && !flags.instanceId.isEmpty() && !isName(flags.instanceId)) {
      throw new WrongUsageException(
          "--instance-id must be lower-case letters, digits, '-' and '.', as it is part of the"
              + " lease's name, got \""
              + flags.instanceId
              + "\": correct it, or set --leader-elect=false");
    }
  }

  private static boolean isName(String id) {
    return Stream.of(id.split("\\.", -1)).allMatch(FlagRules::isLabel);
  }

  private static boolean isLabel(String part) {
    return !part.isEmpty()
        && !part.startsWith("-")
        && !part.endsWith("-")
        && part.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }

  /**
   * Judges hosts that may have private addresses, "" for none. Their text is in no message, since
   * an address may have a credential in it.
   *
   * @throws WrongUsageException with one line that says what to write
   */
  static void requireHosts(String flag, List<String> hosts) {
    for (String host : hosts) {
      Optional<String> meant = HostPattern.meant(host);
      if (!host.isEmpty() && meant.isEmpty()) {
        throw new WrongUsageException(
            flag + " must be a host such as prometheus.monitoring.svc or *.monitoring.svc");
      }
      if (meant.isPresent() && !meant.get().equalsIgnoreCase(host)) {
        throw new WrongUsageException(
            flag + " takes a host without scheme, port and path: write " + meant.get());
      }
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
