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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One process of the operator, started as users start it. */
final class OperatorRun implements AutoCloseable {
  private static final double MIB = 1024.0 * 1024;
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Pattern LOOKED_AT =
      Pattern.compile("^rollout_reconcile_count\\{name=\"([^\"]*)\"");

  private final OsProcess process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI readyz;
  private final URI metrics;
  private final Instant startedAt;

  private OperatorRun(OsProcess process, int port, Instant startedAt) {
    this.process = process;
    this.readyz = URI.create("http://127.0.0.1:" + port + "/readyz");
    this.metrics = URI.create("http://127.0.0.1:" + (port + 1) + "/metrics");
    this.startedAt = startedAt;
  }

  /**
   * Starts a process and does not wait.
   *
   * @param port where it tells its readiness; its metrics are at the next one
   */
  static OperatorRun start(
      List<String> command, Map<String, String> environment, int port, Path log) {
    Instant startedAt = Instant.now();
    return new OperatorRun(OsProcess.start(command, environment, log), port, startedAt);
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

  /** Returns what the objects of the heap take, in MiB: living and dead ones. */
  double heap() throws IOException, InterruptedException {
    return bytes("jvm_memory_used_bytes{area=\"heap\"}");
  }

  /** Returns what was left of the heap's old part by the collection before, in MiB. */
  double heapAfterCollection() throws IOException, InterruptedException {
    return bytes("jvm_memory_pool_collection_used_bytes{pool=\"Tenured Gen\"}");
  }

  private double bytes(String series) throws IOException, InterruptedException {
    return sum(series + " ") / MIB;
  }

  /** Returns the sum of all series whose line begins so, of the metrics that it tells. */
  double sum(String begin) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith(begin))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Returns the names of the Rollouts that it has looked at to the end. */
  Set<String> looks() throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
        .body()
        .flatMap(line -> LOOKED_AT.matcher(line).results())
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** Returns how many threads run. */
  long threads() throws IOException {
    return status("Threads");
  }

  /** Returns the processor time that it has used, in ms. */
  double processorTime() throws IOException {
    return ProcessorTime.of(process.pid());
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
