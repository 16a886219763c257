package io.rolloutoperator.demo;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.CustomResourceDefinitions;
import io.rolloutoperator.testkit.cluster.Resources;
import io.rolloutoperator.testkit.dataplane.DataPlane;
import io.rolloutoperator.testkit.dataplane.PrometheusServer;
import io.rolloutoperator.testkit.node.AgentSettings;
import io.rolloutoperator.testkit.node.Binder;
import io.rolloutoperator.testkit.node.NodeAgent;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything the demo runs on, started in order, each part with a line on the screen, and ended in
 * the opposite order.
 */
final class World implements AutoCloseable {

  static final String NAMESPACE = "default";

  private static final String OPERATOR_NAMESPACE = "argo-rollouts";
  private static final String NODE = "node-1";

  private final Screen screen;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Path directory;

  World(Screen screen, Path directory) {
    this.screen = screen;
    this.directory = directory;
  }

  /** etcd, API server, controller manager, and a node that runs pods. */
  ControlPlane controlPlane() {
    return part(
        "control plane",
        "Kubernetes: etcd, API server, controller manager, a node",
        () -> {
          ControlPlane plane =
              keep(
                  ControlPlane.start(
                      new ControlPlane.Settings(directory, List.of(NODE), List.of(), List.of())));
          keep(NodeAgent.start(plane, NODE, AgentSettings.forTests()));
          keep(Binder.start(plane));
          CustomResourceDefinitions.install(plane.admin(), List.of("crds"));
          return plane;
        });
  }

  DataPlane dataPlane(ControlPlane plane) {
    return part(
        "proxy",
        "Contour and Envoy follow the Gateway API's routes",
        () -> keep(DataPlane.start(plane)));
  }

  PrometheusServer prometheus(ControlPlane plane) {
    return part(
        "prometheus", "scrapes the pods each second", () -> keep(PrometheusServer.start(plane)));
  }

  /** The operator, with the rights of its own manifest and no more. */
  OperatorProcess operator(ControlPlane plane, PrometheusServer prometheus) {
    return part(
        "operator",
        "a process of its own, with the rights of deploy/rbac.yaml",
        () -> {
          new Resources(plane.admin()).apply(Manifest.text("/rbac.yaml"), OPERATOR_NAMESPACE);
          return keep(
              OperatorProcess.start(
                  plane.serviceAccountKubeconfig(OPERATOR_NAMESPACE, "rollout-operator"),
                  OPERATOR_NAMESPACE,
                  prometheus.address(),
                  plane.files().logs().resolve("operator.log"),
                  "--min-metric-interval=1s"));
        });
  }

  /** Does something of the start with a line on the screen that tells what and how long it took. */
  <T> T part(String name, String what, Supplier<T> start) {
    long from = System.nanoTime();
    screen.status(Line.of("   %-14s %s …".formatted(name, what)));
    T part = start.get();
    screen.line(
        Line.of("   ")
            .accent("%-14s".formatted(name))
            .text(" %-62s".formatted(what))
            .dim("%5.1f s".formatted((System.nanoTime() - from) / 1e9)));
    return part;
  }

  /** Registers what {@link #close()} is to end. */
  <T extends AutoCloseable> T keep(T part) {
    running.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        screen.line("   could not end cleanly: " + e.getMessage());
      }
    }
  }
}
