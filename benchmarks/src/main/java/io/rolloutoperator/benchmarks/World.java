package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.Folders;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ListWatch;
import io.rolloutoperator.testkit.cluster.Recorded;
import io.rolloutoperator.testkit.junit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A control plane of its own, simulated pods, and operators with the rights of the shipped manifest
 * and nothing more.
 */
final class World implements AutoCloseable {
  static final String OPERATOR_NAMESPACE = "argo-rollouts";
  static final String NAMESPACE = "bench";
  private static final String ACCOUNT = "rollout-operator";
  private static final int FIRST_PORT = 18_080;

  private final Path root;
  private final TestCluster cluster;
  private final Installation installation;
  private final List<OperatorRun> operators = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();

  private World(Path root, TestCluster cluster, Installation installation) {
    this.root = root;
    this.cluster = cluster;
    this.installation = installation;
  }

  static World start(Path root, Recorded recorded) throws IOException {
    TestCluster cluster = TestCluster.start(recorded);
    cluster
        .resources()
        .apply(Files.readString(root.resolve("deploy/rbac.yaml")), OPERATOR_NAMESPACE);
    cluster.resources().apply(Manifests.namespace(NAMESPACE), NAMESPACE);
    Path kubeconfig = cluster.controlPlane().serviceAccountKubeconfig(OPERATOR_NAMESPACE, ACCOUNT);
    return new World(root, cluster, Installation.chosen(root, cluster.controlPlane(), kubeconfig));
  }

  /** Starts an operator that is meant for about a hundred Rollouts; does not wait. */
  OperatorRun launch(String... flags) {
    return launch(Installation.USUAL_MEMORY, flags);
  }

  /**
   * Starts an operator as users do; does not wait.
   *
   * @param memory limit in MiB; half of it is for the heap
   */
  OperatorRun launch(int memory, String... flags) {
    int number = operators.size();
    int port = FIRST_PORT + 2 * number;
    List<String> all =
        new ArrayList<>(
            List.of(
                "--namespace=" + OPERATOR_NAMESPACE,
                "--healthzPort=" + port,
                "--metricsport=" + (port + 1)));
    all.addAll(List.of(flags));
    OperatorRun operator =
        OperatorRun.start(
            installation.command(memory, all),
            installation.environment(memory),
            port,
            cluster.controlPlane().files().logs().resolve("operator-" + number + ".log"));
    operators.add(operator);
    return operator;
  }

  /**
   * Starts another process of the program, with the rights of an account beside the operator's;
   * does not wait.
   *
   * @param port where it tells its readiness
   */
  OperatorRun launchAs(String account, int port, String command, String... flags)
      throws IOException {
    ControlPlane plane = cluster.controlPlane();
    Path kubeconfig = plane.serviceAccountKubeconfig(OPERATOR_NAMESPACE, account);
    List<String> all =
        new ArrayList<>(
            List.of(
                root.resolve("bin/rollout-operator").toString(),
                command,
                "--kubeconfig=" + kubeconfig));
    all.addAll(List.of(flags));
    Path log = plane.files().logs().resolve(account + ".log");
    return OperatorRun.start(all, Map.of("JAVA_HOME", System.getProperty("java.home")), port, log);
  }

  /** A file of the project. */
  String shipped(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  /** Applies a file of the project in the operator's namespace, as people install it. */
  void install(String file) throws IOException {
    cluster.resources().apply(shipped(file), OPERATOR_NAMESPACE);
  }

  Installation installation() {
    return installation;
  }

  TestCluster cluster() {
    return cluster;
  }

  /** Applies objects in the benchmarks' namespace. */
  void apply(String yaml) {
    cluster.resources().apply(yaml, NAMESPACE);
  }

  /** Changes a Rollout as its users do: RFC 7386, written in YAML. */
  void patch(String rollout, String yaml) throws IOException {
    send(rolloutPath(rollout), yaml);
  }

  /** Changes a Rollout's status as the plugin's commands do. */
  void patchStatus(String rollout, String yaml) throws IOException {
    send(rolloutPath(rollout) + "/status", yaml);
  }

  /** Changes any object by a merge patch written in YAML. */
  void send(String path, String yaml) throws IOException {
    JsonNode body = Json.yaml(yaml).getFirst();
    cluster.api().patch(path, Api.Patch.MERGE, body).orThrow("patch " + path);
  }

  /** Deletes any object; does not wait for what the deletion entails. */
  void delete(String path) throws IOException {
    cluster.api().delete(path, Json.object()).orThrow("delete " + path);
  }

  /** The objects of a path, read now. */
  List<JsonNode> list(String path) throws IOException {
    return Json.elements(cluster.api().get(path).orThrow("list " + path).path("items")).toList();
  }

  /** The kubeconfig of somebody who may do everything. */
  Path adminKubeconfig() {
    return cluster.controlPlane().kubeconfig("admin");
  }

  /** The command line that begins a kubectl of the control plane's own version. */
  List<String> kubectl() {
    return List.of(cluster.controlPlane().binary().toString(), "kubectl");
  }

  /** The path of a Rollout at the API server. */
  String rolloutPath(String name) {
    return rollouts() + "/" + name;
  }

  private static String rollouts() {
    return "/apis/argoproj.io/v1alpha1/namespaces/" + NAMESPACE + "/rollouts";
  }

  /** Follows all objects of a path. */
  Tracker track(String path) {
    return Tracker.of(cluster.api(), path);
  }

  Path root() {
    return root;
  }

  /** Follows all Rollouts of the benchmarks' namespace. */
  Tracker trackRollouts() {
    return Tracker.of(cluster.api(), rollouts());
  }

  /** Tells what happens to the Rollouts of the benchmarks' namespace as it is seen. */
  ListWatch watchRollouts(ListWatch.Handler handler) {
    return ListWatch.start(cluster.api(), rollouts(), handler);
  }

  /** Follows all HTTPRoutes of the benchmarks' namespace. */
  Tracker trackRoutes() {
    return Tracker.of(
        cluster.api(),
        "/apis/gateway.networking.k8s.io/v1/namespaces/" + NAMESPACE + "/httproutes");
  }

  /** Returns what the operators wrote in {@code [from, to)}; leases and Events left out. */
  List<AuditEntry> writes(Instant from, Instant to) {
    return cluster.audit().writes(user(), from, to);
  }

  /** Returns the writes of a kind, done in {@code [from, to)} by whoever names this manager. */
  List<AuditEntry> writesBy(String manager, String plural, Instant from, Instant to) {
    return cluster.audit().all().stream()
        .filter(entry -> entry.isWrite() && entry.isDone() && entry.resource().equals(plural))
        .filter(entry -> entry.fieldManager().equals(manager))
        .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
        .toList();
  }

  /** Returns the Events that the operators wrote in {@code [from, to)}. */
  List<AuditEntry> events(Instant from, Instant to) {
    return requests(from, to).stream()
        .filter(entry -> entry.isWrite() && entry.resource().equals("events"))
        .toList();
  }

  /** Returns all that the operators asked in {@code [from, to)}, with whose rights ever. */
  List<AuditEntry> requests(Instant from, Instant to) {
    return cluster.audit().of(user()).stream()
        .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
        .toList();
  }

  private static String user() {
    return "system:serviceaccount:" + OPERATOR_NAMESPACE + ":" + ACCOUNT;
  }

  /** Waits until an operator wrote something, and returns that first write. */
  AuditEntry awaitWrite(Instant from) throws InterruptedException {
    for (int i = 0; i < 6_000; i++) {
      List<AuditEntry> writes = writes(from, Instant.MAX);
      if (!writes.isEmpty()) {
        return writes.getFirst();
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException("no write of the operator within 60 s after " + from);
  }

  /** A new folder that is gone with this world. */
  Path folder() throws IOException {
    Path folder = Files.createTempDirectory("rollouts-benchmark");
    folders.add(folder);
    return folder;
  }

  @Override
  public void close() {
    operators.forEach(OperatorRun::close);
    cluster.close();
    folders.forEach(Folders::delete);
  }
}
