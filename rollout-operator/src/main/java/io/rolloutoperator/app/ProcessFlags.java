package io.rolloutoperator.app;

import picocli.CommandLine.Option;

/** What every process of this program may be told: its log, its ports for health and metrics. */
final class ProcessFlags {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = "--loglevel",
      paramLabel = "<level>",
      description = "trace, debug, info, warn or error (default info).")
  String logLevel = "info";

  @Option(
      names = {"--logformat", "--log-format"},
      paramLabel = "<format>",
      description = "text or json (default text).")
  String logFormat = "";

  @Option(
      names = "--kloglevel",
      paramLabel = "<level>",
      description = "Above 0: log the Kubernetes client's work too.")
  int kubeLogLevel;

  @Option(
      names = {"--metricsPort", "--metricsport"},
      paramLabel = "<port>",
      description = "Port of /metrics (default ${DEFAULT-VALUE}).")
  int metricsPort = 8090;

  @Option(
      names = "--healthzPort",
      paramLabel = "<port>",
      description = "Port of /healthz and /readyz (default ${DEFAULT-VALUE}).")
  int healthPort = 8080;

  @Option(
      names = "--namespaced",
      arity = "0..1",
      fallbackValue = "true",
      description = "Work only in the process's own namespace.")
  boolean namespaced;
}
