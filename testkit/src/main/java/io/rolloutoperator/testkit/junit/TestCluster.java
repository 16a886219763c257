package io.rolloutoperator.testkit.junit;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.rolloutoperator.testkit.audit.AuditLog;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.CustomResourceDefinitions;
import io.rolloutoperator.testkit.cluster.Recorded;
import io.rolloutoperator.testkit.cluster.Resources;
import io.rolloutoperator.testkit.node.AgentSettings;
import io.rolloutoperator.testkit.node.Binder;
import io.rolloutoperator.testkit.node.NodeAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The cluster of one module's tests: control plane, two nodes, and the CRDs of the class path. */
public final class TestCluster implements AutoCloseable {
  /** System property with the folder for the cluster's files; default {@code target/testkit}. */
  public static final String DIRECTORY_PROPERTY = "testkit.output";

  private static final List<String> NODES = List.of("node-1", "node-2");
  private static final List<String> CRD_FOLDERS = List.of("gateway-api", "crds");

  private final ControlPlane plane;
  private final Binder binder;
  private final List<NodeAgent> agents;
  private final AuditLog audit;
  private final Resources resources;
  private final Duration startedIn;

  private TestCluster(ControlPlane plane, long began) {
    this.plane = plane;
    this.agents = NodeAgent.start(plane, NODES, AgentSettings.forTests());
    this.binder = Binder.start(plane);
    this.audit = new AuditLog(plane.files().auditLog());
    this.resources = new Resources(plane.admin());
    CustomResourceDefinitions.install(plane.admin(), CRD_FOLDERS);
    this.startedIn = Duration.ofNanos(System.nanoTime() - began);
  }

  /** Starts a cluster; the extension does that once for all classes. */
  public static TestCluster start() {
    return start(new Recorded(true, List.of("user")));
  }

  /** Starts a cluster whose audit log keeps these bodies. */
  public static TestCluster start(Recorded recorded) {
    long began = System.nanoTime();
    Path directory =
        Path.of(System.getProperty(DIRECTORY_PROPERTY, "target/testkit"))
            .resolve("cluster-" + ProcessHandle.current().pid());
    ControlPlane plane =
        ControlPlane.start(new ControlPlane.Settings(directory, NODES, List.of("user"), recorded));
    TestCluster cluster = new TestCluster(plane, began);
    System.out.printf(
        "testkit: cluster ready in %d ms, files in %s%n",
        cluster.startedIn.toMillis(), directory.toAbsolutePath());
    return cluster;
  }

  /** Returns the control plane, to kill and restart roles. */
  public ControlPlane controlPlane() {
    return plane;
  }

  /** Returns the first node; rules for pods are told to {@link TestNamespace#rules}. */
  public NodeAgent node() {
    return agents.getFirst();
  }

  /** Returns all nodes. */
  public List<NodeAgent> nodes() {
    return agents;
  }

  /** Returns the API server's audit log. */
  public AuditLog audit() {
    return audit;
  }

  /** Returns the administrator's client. */
  public Api api() {
    return plane.admin();
  }

  /** Returns what applies objects of any kind with the administrator's rights. */
  public Resources resources() {
    return resources;
  }

  /** Returns how long the cluster took from nothing to its CRDs being served. */
  public Duration startedIn() {
    return startedIn;
  }

  /** Opens a fabric8 client; the caller closes it. */
  public static KubernetesClient client(Path kubeconfig, String namespace) {
    try {
      Config config = Config.fromKubeconfig(Files.readString(kubeconfig));
      Config inNamespace =
          new ConfigBuilder(config)
              .withNamespace(namespace)
              .withHttpProxy(null)
              .withHttpsProxy(null)
              .build();
      return new KubernetesClientBuilder().withConfig(inNamespace).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    binder.close();
    agents.forEach(NodeAgent::close);
    plane.close();
  }
}
