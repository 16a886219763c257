package io.rolloutoperator.demo;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.CustomResourceDefinitions;
import io.rolloutoperator.testkit.cluster.Recorded;
import io.rolloutoperator.testkit.cluster.Resources;
import io.rolloutoperator.testkit.dataplane.AlertmanagerServer;
import io.rolloutoperator.testkit.dataplane.DataPlane;
import io.rolloutoperator.testkit.dataplane.PrometheusServer;
import io.rolloutoperator.testkit.node.AgentSettings;
import io.rolloutoperator.testkit.node.Binder;
import io.rolloutoperator.testkit.node.NodeAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The world of this machine that the demo runs in. */
final class World {

  static final String NAMESPACE = "default";

  private static final String OPERATOR_NAMESPACE = "argo-rollouts";
  private static final String NODE = "node-1";

  private final Parts parts;
  private final Path directory;

  World(Parts parts, Path directory) {
    this.parts = parts;
    this.directory = directory;
  }

  /** etcd, API server, controller manager, and a node that runs pods. */
  ControlPlane controlPlane() {
    return parts.part(
        "control plane",
        "Kubernetes: etcd, API server, controller manager, a node",
        () -> {
          ControlPlane plane =
              parts.keep(
                  ControlPlane.start(
                      new ControlPlane.Settings(
                          directory, List.of(NODE), List.of(), Recorded.OPERATORS)));
          parts.keep(NodeAgent.start(plane, NODE, AgentSettings.forTests()));
          parts.keep(Binder.start(plane));
          CustomResourceDefinitions.install(plane.admin(), List.of("crds"));
          return plane;
        });
  }

  DataPlane dataPlane(ControlPlane plane) {
    return parts.part(
        "proxy",
        "Contour and Envoy follow the Gateway API's routes",
        () -> parts.keep(DataPlane.start(plane)));
  }

  PrometheusServer prometheus(ControlPlane plane) {
    return parts.part(
        "prometheus",
        "scrapes the pods each second",
        () -> parts.keep(PrometheusServer.start(plane)));
  }

  AlertmanagerServer alertmanager(ControlPlane plane) {
    return parts.part(
        "alertmanager",
        "hears of aborted releases",
        () -> parts.keep(AlertmanagerServer.start(plane)));
  }

  /** What a receiver of one's own would be. */
  AlertReceiver receiver() {
    return parts.part("webhook", "hears of them too", () -> parts.keep(AlertReceiver.start()));
  }

  /** The repository of the application, and the server that has it. */
  ConfigRepository repository() throws IOException {
    return parts.part(
        "git",
        "the repository %s, its first commit pushed".formatted(ConfigRepository.NAME),
        () -> parts.keep(ConfigRepository.create(directory)));
  }

  /** The operator, with the rights of its own manifest and no more. */
  OperatorProcess operator(
      ControlPlane plane,
      PrometheusServer prometheus,
      AlertmanagerServer alertmanager,
      AlertReceiver receiver) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--min-metric-interval=1s",
                "--alerts-alertmanager=" + alertmanager.address(),
                "--gitsync-allow-http",
                "--insecure-gitsync-allow-loopback",
                "--gitsync-directory=" + directory.resolve("git-copies")));
    flags.addAll(List.of(receiver.flags()));
    return parts.part(
        "operator",
        "a process of its own, with the rights of deploy/rbac.yaml",
        () -> {
          new Resources(plane.admin()).apply(Manifest.text("/rbac.yaml"), OPERATOR_NAMESPACE);
          return parts.keep(
              OperatorProcess.start(
                  plane.serviceAccountKubeconfig(OPERATOR_NAMESPACE, "rollout-operator"),
                  OPERATOR_NAMESPACE,
                  prometheus.address(),
                  plane.files().logs().resolve("operator.log"),
                  flags.toArray(String[]::new)));
        });
  }
}
