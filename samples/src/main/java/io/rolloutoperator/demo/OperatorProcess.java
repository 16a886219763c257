package io.rolloutoperator.demo;

import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.cluster.FreePort;
import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operator as a process of its own, by the launcher that is shipped: with its own user and its
 * own limits.
 */
public final class OperatorProcess implements AutoCloseable {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("testkit.directory")).resolveSibling("bin/rollout-operator");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** In the test world every address of the node serves, and 8080 is the proxy's. */
  private static final int HEALTH_PORT = 18080;

  private static final int METRICS_PORT = 18090;

  private final OsProcess process;
  private final int healthPort;

  private OperatorProcess(OsProcess process, int healthPort) {
    this.process = process;
    this.healthPort = healthPort;
  }

  /**
   * Starts the operator and returns when it is ready.
   *
   * @param kubeconfig of the operator's own user
   * @param namespace that its lease is in
   * @param prometheus address that analyses ask when they name none
   * @param log file for its output
   * @param flags more of the operator's flags
   */
  public static OperatorProcess start(
      Path kubeconfig, String namespace, URI prometheus, Path log, String... flags) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--kubeconfig=" + kubeconfig,
                // A machine that runs a whole cluster may be slow for a while, and nobody waits
                // for the lease.
                "--leader-election-lease-duration=60s",
                "--leader-election-renew-deadline=50s",
                "--healthzPort=" + HEALTH_PORT,
                "--metricsPort=" + METRICS_PORT));
    all.addAll(List.of(flags));
    Map<String, String> environment =
        Map.of(
            "POD_NAMESPACE", namespace, "ARGO_ROLLOUTS_PROMETHEUS_ADDRESS", prometheus.toString());
    return start(all, environment, HEALTH_PORT, log);
  }

  /**
   * Starts the operator for one namespace, which its lease is in too, on ports that are free, and
   * returns when it is ready.
   *
   * @param kubeconfig of the user that it works as
   * @param log file for its output
   * @param flags more of the operator's flags
   */
  static OperatorProcess startNamespaced(
      Path kubeconfig, String namespace, Path log, String... flags) {
    List<Integer> ports = List.of(FreePort.next(), FreePort.next());
    List<String> all =
        new ArrayList<>(
            List.of(
                "--kubeconfig=" + kubeconfig,
                "--namespaced",
                "--namespace=" + namespace,
                "--gitsync=false",
                "--healthzPort=" + ports.getFirst(),
                "--metricsPort=" + ports.getLast()));
    all.addAll(List.of(flags));
    return start(all, Map.of(), ports.getFirst(), log);
  }

  private static OperatorProcess start(
      List<String> flags, Map<String, String> environment, int healthPort, Path log) {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(flags);
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("ROLLOUT_OPERATOR_HEAP", "96m");
    OperatorProcess operator = new OperatorProcess(OsProcess.start(command, all, log), healthPort);
    try {
      operator.awaitReady();
      return operator;
    } catch (RuntimeException e) {
      operator.close();
      throw e;
    }
  }

  /** The process id, for signals. */
  public long pid() {
    return process.pid();
  }

  /** Ends it at once, as a node's failure does. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }

  private void awaitReady() {
    await("operator ready (log: " + process.log() + ")")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .failFast("the operator ended, see " + process.log(), () -> !process.running())
        .until(() -> status(URI.create("http://127.0.0.1:" + healthPort + "/readyz")) == 200);
  }

  private static int status(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(1000);
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }
}
