package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.app.EmbeddedOperator;
import io.rolloutoperator.kube.metrics.Scrape;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.FreePort;
import io.rolloutoperator.testkit.junit.LocalOperator;
import io.rolloutoperator.testkit.junit.OperatorCommand;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.OperatorProcess;
import io.rolloutoperator.testkit.junit.RunningOperator;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The operator from its command line on, working in one namespace with no right but those that the
 * chart gives for that, unless {@code -Drights=cluster} says otherwise. It runs in the JVM of the
 * tests, or as users run it, in a process of its own, where a test needs one or {@code
 * -Doperators=processes} says so (docs/adr/0026). In a foreign cluster, its image in a pod.
 */
record ShippedOperator(
    TestNamespace namespace,
    OperatorIdentity identity,
    RunningOperator running,
    int metricsPort,
    List<String> flags) {

  /** Lets metrics be read every second and from this machine. */
  static final String[] LOCAL_METRICS = {
    "--min-metric-interval=1s",
    "--insecure-allow-loopback-metrics",
    "--egress-allowed-host=127.0.0.1"
  };

  /**
   * All memory at once: a tenth of the processor time of a start goes into collections otherwise.
   * Memory is measured by the image's tests and the benchmarks.
   */
  private static final List<String> ROOM = List.of("-Xms96m", "-Xmn40m");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Of a pod. */
  private static final int METRICS_PORT = 8090;

  private static final boolean ALL_PROCESSES =
      System.getProperty("operators", "").equals("processes");

  /** Starts it, with more flags after the usual ones, and waits until it leads. */
  static ShippedOperator start(TestNamespace namespace, String... moreFlags) {
    return start(namespace, kubeconfig -> kubeconfig, moreFlags);
  }

  /** Starts one that reaches the API server in another way than its kubeconfig says. */
  static ShippedOperator start(
      TestNamespace namespace, UnaryOperator<Path> way, String... moreFlags) {
    return start(namespace, manifest(), way, false, namespaced(moreFlags));
  }

  /**
   * Starts one that can be killed, and has a heap and all of its output for itself.
   *
   * @param moreFlags those that begin with {@code -D} are its JVM's
   */
  static ShippedOperator startProcess(TestNamespace namespace, String... moreFlags) {
    return startProcess(namespace, kubeconfig -> kubeconfig, moreFlags);
  }

  /** The same in another way to the API server. */
  static ShippedOperator startProcess(
      TestNamespace namespace, UnaryOperator<Path> way, String... moreFlags) {
    return start(namespace, manifest(), way, true, namespaced(moreFlags));
  }

  /** Starts one with the rights that the chart gives for the whole cluster. */
  static ShippedOperator startWithRightsOfTheCluster(TestNamespace namespace) {
    return startWithRights(namespace, manifest("rbac.yaml"));
  }

  /** Starts one that works in all namespaces; give it an instance id, as other tests run too. */
  static ShippedOperator startEverywhere(TestNamespace namespace, String... moreFlags) {
    return start(namespace, manifest("rbac.yaml"), kubeconfig -> kubeconfig, false, moreFlags);
  }

  /** The same with rights that the chart gives for other values than its defaults. */
  static ShippedOperator startEverywhereWithRights(
      TestNamespace namespace, String rights, String... moreFlags) {
    return start(namespace, rights, kubeconfig -> kubeconfig, false, moreFlags);
  }

  /**
   * Starts one with other rights than those by default.
   *
   * @param rights a manifest with its account and roles
   */
  static ShippedOperator startWithRights(
      TestNamespace namespace, String rights, String... moreFlags) {
    return start(namespace, rights, kubeconfig -> kubeconfig, false, namespaced(moreFlags));
  }

  private static String[] namespaced(String... moreFlags) {
    List<String> flags = new ArrayList<>(List.of("--namespaced"));
    flags.addAll(List.of(moreFlags));
    return flags.toArray(String[]::new);
  }

  private static ShippedOperator start(
      TestNamespace namespace,
      String rights,
      UnaryOperator<Path> way,
      boolean asProcess,
      String... moreFlags) {
    OperatorIdentity identity = namespace.identity(rights);
    if (namespace.cluster().foreign().isPresent()) {
      return inAPod(namespace, identity, moreFlags);
    }
    int port = FreePort.next();
    int metrics = FreePort.next();
    URI readyz = URI.create("http://127.0.0.1:" + port + "/readyz");
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--kubeconfig=" + way.apply(identity.kubeconfig()),
                "--namespace=" + namespace.name(),
                "--healthzPort=" + port,
                "--metricsPort=" + metrics));
    flags.addAll(List.of(moreFlags));
    LocalOperator operator = run(namespace, readyz, flags, asProcess);
    return new ShippedOperator(namespace, identity, operator, metrics, flags);
  }

  /** Starts one in the JVM of the tests, unless it is to be a process, and waits until it leads. */
  static LocalOperator run(
      TestNamespace namespace, URI readyz, List<String> flags, boolean asProcess) {
    return asProcess || ALL_PROCESSES
        ? namespace.start(command(readyz, flags))
        : namespace.start(log -> EmbeddedOperator.start(flags, readyz, log));
  }

  private static boolean isOfTheJvm(String flag) {
    return flag.startsWith("-D");
  }

  private static OperatorCommand command(URI readyz, List<String> flags) {
    List<String> jvmFlags = new ArrayList<>(ROOM);
    List<String> own = new ArrayList<>();
    flags.forEach(flag -> (isOfTheJvm(flag) ? jvmFlags : own).add(flag));
    return PackagedOperator.command(readyz, "96m", own)
        .withEnvironment(Map.of("ROLLOUT_OPERATOR_OPTS", String.join(" ", jvmFlags)));
  }

  private static ShippedOperator inAPod(
      TestNamespace namespace, OperatorIdentity identity, String... moreFlags) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--namespace=" + namespace.name(),
                "--healthzPort=8080",
                "--metricsPort=" + METRICS_PORT));
    flags.addAll(List.of(moreFlags));
    return new ShippedOperator(
        namespace,
        identity,
        namespace.start(manifest("operator.yaml"), flags),
        METRICS_PORT,
        flags);
  }

  /** The process that it is, if it was started as one. */
  OperatorProcess process() {
    if (running instanceof OperatorProcess process) {
      return process;
    }
    throw new IllegalStateException(
        "the operator is no process: start it as one, and mark the test with @OnTestClusterOnly");
  }

  /** What it is in the tests' own cluster. */
  LocalOperator local() {
    if (running instanceof LocalOperator local) {
      return local;
    }
    throw new IllegalStateException(
        "the operator runs in a pod: mark the test with @OnTestClusterOnly");
  }

  /** What it tells a Prometheus now. */
  Scrape scrape() {
    URI metrics = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(metrics).build();
      String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new Scrape(body.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while metrics were read", e);
    }
  }

  /** Ends the process as a crash does and starts it again. */
  void crash() {
    process().kill();
    process().restart().awaitReady();
  }

  /** Stops it in order, as an update of the operator does, and starts it again. */
  void restart() {
    assertThat(local().terminate(PATIENCE)).isZero();
    local().restart().awaitReady();
  }

  /** Returns what it wrote since this time, without leases and events. */
  List<AuditEntry> writesSince(Instant from) {
    return namespace.cluster().audit().writes(identity.user(), from, Instant.MAX);
  }

  /**
   * Returns the reasons of the events it wrote on a Rollout, in the order of the writes. An event
   * that repeats an earlier one is a patch of that one, so the audit log is read, not the events.
   */
  List<String> eventReasons(LiveRollout rollout) {
    Map<String, String> reasons =
        namespace.events().stream()
            .filter(event -> event.path("involvedObject").path("kind").asText().equals("Rollout"))
            .filter(
                event -> event.path("involvedObject").path("name").asText().equals(rollout.name()))
            .collect(
                Collectors.toMap(
                    event -> event.path("metadata").path("name").asText(),
                    event -> event.path("reason").asText()));
    return namespace.cluster().audit().of(identity.user()).stream()
        .filter(entry -> entry.resource().equals("events") && entry.isWrite())
        .map(ShippedOperator::eventName)
        .filter(reasons::containsKey)
        .map(name -> reasons.getOrDefault(name, ""))
        .toList();
  }

  private static String eventName(AuditEntry entry) {
    return entry.name().isEmpty()
        ? entry.requestBody().path("metadata").path("name").asText()
        : entry.name();
  }

  /** The rights of the operator, byte for byte the chart's output: a test of the chart compares. */
  static String manifest() {
    return manifest(
        System.getProperty("rights", "").equals("cluster") ? "rbac.yaml" : "rbac-namespaced.yaml");
  }

  static String manifest(String file) {
    Path deploy = Path.of(Files.isDirectory(Path.of("deploy")) ? "deploy" : "../deploy");
    try {
      return Files.readString(deploy.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
