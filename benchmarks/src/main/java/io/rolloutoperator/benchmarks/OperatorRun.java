package io.rolloutoperator.benchmarks;

import io.rolloutoperator.testkit.cluster.LogTail;
import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One process of the operator, started by the launcher that users start. */
final class OperatorRun implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(20);

  private final OsProcess process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI readyz;
  private final Instant startedAt;

  private OperatorRun(OsProcess process, URI readyz, Instant startedAt) {
    this.process = process;
    this.readyz = readyz;
    this.startedAt = startedAt;
  }

  /**
   * Starts a process and does not wait.
   *
   * @param ports the first of two
   */
  static OperatorRun start(
      Path launcher, Path kubeconfig, int ports, Path log, List<String> flags) {
    List<String> command =
        new ArrayList<>(
            List.of(
                launcher.toString(),
                "--kubeconfig=" + kubeconfig,
                "--namespace=" + World.OPERATOR_NAMESPACE,
                "--healthzPort=" + ports,
                "--metricsport=" + (ports + 1)));
    command.addAll(flags);
    Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
    Instant startedAt = Instant.now();
    return new OperatorRun(
        OsProcess.start(command, environment, log),
        URI.create("http://127.0.0.1:" + ports + "/readyz"),
        startedAt);
  }

  /** Waits until it leads, or works without an election. */
  OperatorRun awaitWorking() throws InterruptedException {
    return await("works", answer -> answer.startsWith("ready") && !answer.contains("standby"));
  }

  /** Waits until it is ready to take over. */
  OperatorRun awaitStandby() throws InterruptedException {
    return await("waits for the lease", answer -> answer.startsWith("ready: standby"));
  }

  private OperatorRun await(String what, Predicate<String> answer) throws InterruptedException {
    Instant end = Instant.now().plus(STARTS_WITHIN);
    while (!answer.test(readiness())) {
      if (!process.running() || Instant.now().isAfter(end)) {
        throw new IllegalStateException(
            "no operator that " + what + ": " + readiness() + LogTail.of(process.log()));
      }
      Thread.sleep(POLL);
    }
    return this;
  }

  private String readiness() throws InterruptedException {
    try {
      return http.send(HttpRequest.newBuilder(readyz).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    }
  }

  /** Returns the instant just before the launcher was started. */
  Instant startedAt() {
    return startedAt;
  }

  /** Returns a value of /proc/PID/status in MiB, such as VmRSS or VmHWM. */
  double memory(String field) throws IOException {
    return status(field) / 1024.0;
  }

  /** Returns how many threads run. */
  long threads() throws IOException {
    return status("Threads");
  }

  private long status(String field) throws IOException {
    Path file = Path.of("/proc", Long.toString(process.pid()), "status");
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(field + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Ends it as a crash does. */
  void kill() {
    process.kill();
  }

  /** Sends SIGTERM and does not wait. */
  void terminate() {
    process.terminate();
  }

  @Override
  public void close() {
    process.close();
    http.shutdownNow();
  }
}
