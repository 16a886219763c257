package io.rolloutoperator.k3s;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.rolloutoperator.testkit.junit.ForeignCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * K3s in a container, with the operator's image in its store; or, with {@code
 * -Dk3s.kubeconfig=FILE}, a cluster of one's own that has the image, such as kind after {@code kind
 * load image-archive}.
 */
final class K3sCluster implements ForeignCluster {
  private static final DockerImageName K3S = DockerImageName.parse("rancher/k3s:v1.34.1-k3s1");

  /** K3s imports what lies here when it starts. */
  private static final String IMAGES = "/var/lib/rancher/k3s/agent/images/";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Runnable end;
  private final Path kubeconfig;
  private final KubernetesClient client;

  private K3sCluster(Runnable end, Path kubeconfig) throws IOException {
    this.end = end;
    this.kubeconfig = kubeconfig;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
            .build();
  }

  /** Takes the cluster of one's own, or starts K3s with the image from its tarball. */
  static K3sCluster open() throws IOException {
    Optional<Path> own = Prerequisites.ownCluster();
    return own.isPresent() ? new K3sCluster(() -> {}, own.get()) : start(Prerequisites.image());
  }

  private static K3sCluster start(Path image) throws IOException {
    K3sContainer container =
        new K3sContainer(K3S)
            .withCopyFileToContainer(MountableFile.forHostPath(image), IMAGES + "operator.tar");
    container.start();
    Path kubeconfig = Files.createTempFile("k3s", ".kubeconfig");
    return new K3sCluster(
        container::close, Files.writeString(kubeconfig, container.getKubeConfigYaml()));
  }

  KubernetesClient client() {
    return client;
  }

  @Override
  public Path kubeconfig() {
    return kubeconfig;
  }

  @Override
  public String appImage() {
    return LiveRelease.IMAGE;
  }

  /**
   * Installs the chart with its defaults by the real Helm, and waits until its pods are ready. One
   * that is there is upgraded; definitions that are there are taken over.
   */
  void install(String namespace) throws IOException, InterruptedException {
    Path helm = Path.of(run("testkit/helm/build.sh").lines().toList().getLast());
    String said =
        run(
            helm.toString(),
            "upgrade",
            "--install",
            "rollout-operator",
            "helm/rollout-operator",
            "--namespace",
            namespace,
            "--create-namespace",
            "--take-ownership",
            "--force-conflicts",
            "--wait",
            "--timeout=%ds".formatted(PATIENCE.toSeconds()),
            "--kubeconfig",
            kubeconfig.toAbsolutePath().toString());
    System.out.println(said);
  }

  /** Runs a program in the project's folder and returns what it printed. */
  private static String run(String... command) throws IOException, InterruptedException {
    Path root = Prerequisites.root().toAbsolutePath();
    List<String> all = new ArrayList<>(List.of(command));
    all.set(0, root.resolve(command[0]).toString());
    Process process =
        new ProcessBuilder(all).directory(root.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("%s: %s".formatted(command[0], said));
    }
    return said;
  }

  /** Applies an object of the namespace default. */
  void apply(String yaml) {
    client.resource(yaml).inNamespace("default").serverSideApply();
  }

  static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(
            condition ->
                condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }

  void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).ignoreExceptions().until(condition);
  }

  @Override
  public void close() {
    client.close();
    end.run();
  }
}
