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
import java.util.function.Predicate;

/** One process of the operator, started as users start it. */
final class OperatorRun implements AutoCloseable {
  private static final double MIB = 1024.0 * 1024;
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(20);

  /** Positions in /proc/PID/stat behind the command's name. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;
  private static final double MS_PER_TICK = 10;

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
    return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
            .body()
            .filter(line -> line.startsWith(series + " "))
            .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
            .sum()
        / MIB;
  }

  /** Returns how many threads run. */
  long threads() throws IOException {
    return status("Threads");
  }

  /** Returns the processor time that it has used, in ms; it hardly depends on what else runs. */
  double processorTime() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
        * MS_PER_TICK;
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
