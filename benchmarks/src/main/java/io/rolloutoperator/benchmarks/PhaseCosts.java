package io.rolloutoperator.benchmarks;

import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What phases of a benchmark of Git sync cost whom: processor time of the operator and of the
 * control plane, requests to the API server, exchanges with the Git server.
 */
final class PhaseCosts {
  private static final String OPERATOR = "operator";
  private static final String HTTP = "HTTP";
  private static final List<String> OPERATIONS = List.of("ls_remote", "fetch", "push");

  private final World world;
  private final OperatorRun operator;
  private final SyncedApps synced;
  private final Report report;

  PhaseCosts(World world, OperatorRun operator, SyncedApps synced, Report report) {
    this.world = world;
    this.operator = operator;
    this.synced = synced;
    this.report = report;
  }

  /** A phase begins now. */
  Phase begin() throws IOException, InterruptedException {
    Spent git = git();
    return new Phase(git, processors(), Instant.now(), System.nanoTime());
  }

  /** Counters by name. */
  private record Spent(Map<String, Double> by) {
    Spent since(Spent begin) {
      Map<String, Double> difference = new TreeMap<>(by);
      begin.by.forEach((name, value) -> difference.merge(name, -value, Double::sum));
      return new Spent(difference);
    }

    double of(String name) {
      return by.getOrDefault(name, 0.0);
    }
  }

  private Spent processors() throws IOException {
    Map<String, Double> millis = new TreeMap<>();
    millis.put(OPERATOR, operator.processorTime());
    for (Role role : List.of(Role.API_SERVER, Role.ETCD, Role.CONTROLLER_MANAGER)) {
      millis.put(role.command(), ProcessorTime.of(world.cluster().controlPlane().pid(role)));
    }
    return new Spent(millis);
  }

  private Spent git() throws IOException, InterruptedException {
    Map<String, Double> exchanges = new TreeMap<>();
    for (String operation : OPERATIONS) {
      exchanges.put(
          operation,
          operator.sum("gitsync_git_requests_total{operation=\"%s\"".formatted(operation)));
    }
    exchanges.put(HTTP, (double) synced.gitRequests());
    return new Spent(exchanges);
  }

  /** From its beginning to the moment that it is told of. */
  final class Phase {
    private final Spent gitBefore;
    private final Spent processorsBefore;
    private final Instant begin;
    private final long beginNanos;

    private Phase(Spent git, Spent processors, Instant begin, long beginNanos) {
      this.gitBefore = git;
      this.processorsBefore = processors;
      this.begin = begin;
      this.beginNanos = beginNanos;
    }

    /** Ends it and tells what it cost. */
    void tell(String name) throws IOException, InterruptedException {
      end().lines(name).forEach(report::line);
    }

    /** Ends it and tells what it cost, and its share of what the API server can do. */
    void tell(String name, ApplyRate own) throws IOException, InterruptedException {
      Ended ended = end();
      ended.lines(name).forEach(report::line);
      report.line(
          "%s: of the API server's own rate: %.2f by all requests, %.2f by applies that are stored"
              .formatted(
                  name,
                  ended.requests().size() / ended.seconds() / own.aSecond(),
                  ended.applies() / ended.seconds() / own.aSecond()));
    }

    private Ended end() throws IOException, InterruptedException {
      double seconds = Tracker.millis(beginNanos, System.nanoTime()) / 1_000;
      Spent used = processors().since(processorsBefore);
      Instant now = Instant.now();
      return new Ended(seconds, used, git().since(gitBefore), world.requests(begin, now));
    }
  }

  private record Ended(double seconds, Spent processors, Spent git, List<AuditEntry> requests) {

    long applies() {
      return requests.stream()
          .filter(
              entry -> entry.isWrite() && entry.isImpersonated() && entry.verb().equals("patch"))
          .count();
    }

    List<String> lines(String name) {
      return List.of(
          "%s: processor time in %.1f s: operator %.2f s, API server %.2f s, etcd %.2f s, controllers %.2f s"
              .formatted(
                  name,
                  seconds,
                  processors.of(OPERATOR) / 1_000,
                  processors.of(Role.API_SERVER.command()) / 1_000,
                  processors.of(Role.ETCD.command()) / 1_000,
                  processors.of(Role.CONTROLLER_MANAGER.command()) / 1_000),
          "%s: requests of the operator: %d%s; exchanges with Git: %s, by %.0f HTTP requests"
              .formatted(name, requests.size(), byVerb(), exchanges(), git.of(HTTP)));
    }

    private String exchanges() {
      return OPERATIONS.stream()
          .map(operation -> "%s %.0f".formatted(operation, git.of(operation)))
          .collect(Collectors.joining(", "));
    }

    private String byVerb() {
      return requests.stream()
          .collect(Collectors.groupingBy(PhaseCosts::verb, TreeMap::new, Collectors.counting()))
          .entrySet()
          .stream()
          .map(verb -> verb.getKey() + " " + verb.getValue())
          .collect(Collectors.joining(", ", " (", ")"));
    }
  }

  /** Dry runs, leases and Events apart: they store nothing, or no object that is worked on. */
  private static String verb(AuditEntry entry) {
    if (entry.dryRun()) {
      return entry.verb() + " without storing";
    }
    if (entry.isHousekeeping()) {
      return entry.verb() + " " + entry.resource();
    }
    return entry.verb() + (entry.resource().endsWith("/status") ? " status" : "");
  }
}
