package io.rolloutoperator.k3s;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * K3s in a container, with the operator's image in its store; or, with {@code
 * -Dk3s.kubeconfig=FILE}, a cluster of one's own that has the image, such as kind after {@code kind
 * load image-archive}.
 */
final class K3sCluster implements AutoCloseable {
  private static final DockerImageName K3S = DockerImageName.parse("rancher/k3s:v1.34.1-k3s1");

  /** K3s imports what lies here when it starts. */
  private static final String IMAGES = "/var/lib/rancher/k3s/agent/images/";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Runnable end;
  private final KubernetesClient client;

  private K3sCluster(Runnable end, String kubeconfig) {
    this.end = end;
    this.client =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
  }

  /** Takes the cluster of one's own, or starts K3s with the image from its tarball. */
  static K3sCluster open() throws IOException {
    Optional<Path> own = Prerequisites.ownCluster();
    return own.isPresent()
        ? new K3sCluster(() -> {}, Files.readString(own.get()))
        : start(Prerequisites.image());
  }

  private static K3sCluster start(Path image) {
    K3sContainer container =
        new K3sContainer(K3S)
            .withCopyFileToContainer(MountableFile.forHostPath(image), IMAGES + "operator.tar");
    container.start();
    return new K3sCluster(container::close, container.getKubeConfigYaml());
  }

  KubernetesClient client() {
    return client;
  }

  /** Applies the objects of a file, or of all files of a folder, of the project. */
  void applyFiles(String path) {
    Path file = Prerequisites.root().resolve(path);
    try (var files = Files.isDirectory(file) ? Files.list(file) : Stream.of(file)) {
      files.sorted().forEach(this::applyFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void applyFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      client.load(in).serverSideApply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
