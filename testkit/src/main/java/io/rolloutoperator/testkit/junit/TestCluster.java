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
import io.rolloutoperator.testkit.node.NodeAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The cluster of one module's tests: control plane, two nodes, and the CRDs of the class path.
 * Where a {@link ForeignCluster.Provider} is on the class path, that cluster in place of the former
 * two.
 */
public final class TestCluster implements AutoCloseable {
  /** System property with the folder for the cluster's files; default {@code target/testkit}. */
  public static final String DIRECTORY_PROPERTY = "testkit.output";

  private static final List<String> NODES = List.of("node-1", "node-2");
  private static final List<String> CRD_FOLDERS = List.of("gateway-api", "crds");

  /** A foreign cluster has real nodes, which pull images. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PATIENCE_WITH_OTHERS = Duration.ofMinutes(3);

  private final Optional<Simulation> simulation;
  private final Optional<ForeignAccess> foreign;
  private final Api api;
  private final Resources resources;
  private final Duration startedIn;

  private TestCluster(Simulation simulation, long began) {
    this(Optional.of(simulation), Optional.empty(), simulation.plane().admin(), began);
  }

  private TestCluster(ForeignAccess foreign, long began) {
    this(Optional.empty(), Optional.of(foreign), foreign.api(), began);
  }

  private TestCluster(
      Optional<Simulation> simulation, Optional<ForeignAccess> foreign, Api api, long began) {
    this.simulation = simulation;
    this.foreign = foreign;
    this.api = api;
    this.resources = new Resources(api);
    foreign.ifPresent(access -> access.define("crds"));
    CustomResourceDefinitions.install(api, CRD_FOLDERS);
    this.startedIn = Duration.ofNanos(System.nanoTime() - began);
  }

  /** Opens the foreign cluster, if the class path has one, else starts a cluster. */
  static TestCluster open() {
    return ServiceLoader.load(ForeignCluster.Provider.class)
        .findFirst()
        .map(provider -> of(provider.open()))
        .orElseGet(TestCluster::start);
  }

  /** Takes a foreign cluster, which is closed with this. */
  public static TestCluster of(ForeignCluster cluster) {
    return new TestCluster(ForeignAccess.to(cluster), System.nanoTime());
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
    Simulation simulation =
        Simulation.start(new ControlPlane.Settings(directory, NODES, List.of("user"), recorded));
    TestCluster cluster = new TestCluster(simulation, began);
    System.out.printf(
        "testkit: cluster ready in %d ms, files in %s%n",
        cluster.startedIn.toMillis(), directory.toAbsolutePath());
    return cluster;
  }

  /** Returns the control plane, to kill and restart roles. */
  public ControlPlane controlPlane() {
    return simulation().plane();
  }

  private Simulation simulation() {
    return simulation.orElseThrow(
        () ->
            new IllegalStateException(
                "the tests did not make this cluster: mark the test with @OnTestClusterOnly"));
  }

  /** Returns the cluster, if the tests did not make it. */
  public Optional<ForeignCluster> foreign() {
    return foreign.map(ForeignAccess::cluster);
  }

  /** Returns the administrator's kubeconfig. */
  public Path kubeconfig() {
    return foreign()
        .map(ForeignCluster::kubeconfig)
        .orElseGet(() -> controlPlane().kubeconfig("admin"));
  }

  /** Writes the kubeconfig of a ServiceAccount that exists; its token is valid for a day. */
  Path accountKubeconfig(String namespace, String name) {
    return foreign
        .map(access -> access.accountKubeconfig(namespace, name))
        .orElseGet(() -> controlPlane().serviceAccountKubeconfig(namespace, name));
  }

  /** Returns how long something that must come may take. */
  Duration patience() {
    return foreign.isPresent() ? PATIENCE_WITH_OTHERS : PATIENCE;
  }

  /** Returns the first node; rules for pods are told to {@link TestNamespace#rules}. */
  public NodeAgent node() {
    return nodes().getFirst();
  }

  /** Returns all nodes. */
  public List<NodeAgent> nodes() {
    return simulation().agents();
  }

  /** Returns the API server's audit log. */
  public AuditLog audit() {
    return simulation().audit();
  }

  /** Returns the administrator's client. */
  public Api api() {
    return api;
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
    simulation.ifPresent(Simulation::close);
    foreign.ifPresent(
        access -> {
          access.api().close();
          access.cluster().close();
        });
  }
}
