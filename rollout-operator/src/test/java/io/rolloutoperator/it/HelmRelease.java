package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.chart.Chart;
import io.rolloutoperator.testkit.cluster.FreePort;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.helm.Helm;
import io.rolloutoperator.testkit.junit.LocalOperator;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The chart installed in a test's namespace by the real Helm, under the namespace's name: objects
 * without a namespace do not meet those of other classes. Its pods are simulated, since nothing
 * here can run an image; {@link #operator} is the process that would be in them.
 */
record HelmRelease(TestNamespace namespace) {

  /** Values of every release: the definitions are the cluster's, people's roles another test's. */
  private static final List<String> SHARED =
      List.of("--set", "crds.install=false", "--set", "userRoles.create=false");

  /** Installs the chart and waits until its pods are ready. */
  static HelmRelease install(TestNamespace namespace, String... values) {
    HelmRelease release = new HelmRelease(namespace);
    release.act("install", values).orThrow();
    return release;
  }

  /** Installs or upgrades, with {@code --wait}, and returns what Helm said. */
  ProgramRun act(String command, String... values) {
    List<String> arguments =
        new ArrayList<>(List.of(command, name(), Chart.FOLDER.toString(), "--wait"));
    arguments.addAll(SHARED);
    arguments.addAll(List.of(values));
    return helm(arguments.toArray(String[]::new));
  }

  /** Runs Helm as the administrator, in this namespace. */
  ProgramRun helm(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--namespace",
            namespace.name(),
            "--kubeconfig",
            namespace.cluster().controlPlane().kubeconfig("admin").toString()));
    return Helm.locate().run(all);
  }

  String name() {
    return namespace.name();
  }

  /** The name of the controller's Deployment, account and roles. */
  String fullname() {
    return manifest().stream()
        .filter(object -> object.path("kind").asText().equals("Deployment"))
        .map(object -> object.path("metadata").path("name").asText())
        .filter(name -> !name.endsWith("-webhook"))
        .findFirst()
        .orElseThrow();
  }

  /** The objects that Helm says to have applied. */
  List<ObjectNode> manifest() {
    return Json.yaml(helm("get", "manifest", name()).orThrow()).stream()
        .filter(object -> !object.isEmpty())
        .toList();
  }

  /** One of them as the API server has it; a missing node if it is not there. */
  JsonNode live(ObjectNode object) {
    String group = object.path("apiVersion").asText();
    return namespace.read(
        group, object.path("kind").asText(), object.path("metadata").path("name").asText());
  }

  /**
   * Starts the controller as the Deployment does: with its arguments and its account.
   *
   * @param kubeconfig of this account
   * @param moreFlags of the tests
   */
  LocalOperator operator(Path kubeconfig, String... moreFlags) {
    List<String> flags = new ArrayList<>();
    JsonNode container =
        namespace.read("apps/v1", "Deployment", fullname()).at("/spec/template/spec/containers/0");
    Json.elements(container.path("args"))
        .map(JsonNode::asText)
        .filter(flag -> !flag.startsWith("--healthzPort") && !flag.startsWith("--metricsPort"))
        .forEach(flags::add);
    int health = FreePort.next();
    flags.addAll(
        List.of(
            "--kubeconfig=" + kubeconfig,
            "--namespace=" + namespace.name(),
            "--healthzPort=" + health,
            "--metricsPort=" + FreePort.next()));
    flags.addAll(List.of(moreFlags));
    URI readyz = URI.create("http://127.0.0.1:" + health + "/readyz");
    return ShippedOperator.run(namespace, readyz, flags, false);
  }

  /** The account of the controller. */
  OperatorIdentity identity() {
    return namespace.identityOf(fullname());
  }
}
