package io.rolloutoperator.k3s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** K3s in a container, with the operator's image in its store. */
final class K3sCluster implements AutoCloseable {
  private static final DockerImageName K3S = DockerImageName.parse("rancher/k3s:v1.34.1-k3s1");

  /** K3s imports what lies here when it starts. */
  private static final String IMAGES = "/var/lib/rancher/k3s/agent/images/";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final K3sContainer container;
  private final KubernetesClient client;

  private K3sCluster(K3sContainer container) {
    this.container = container;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(container.getKubeConfigYaml()))
            .build();
  }

  /** Starts it with an image from a tarball. */
  static K3sCluster start(Path image) {
    K3sContainer container =
        new K3sContainer(K3S)
            .withCopyFileToContainer(MountableFile.forHostPath(image), IMAGES + "operator.tar");
    container.start();
    return new K3sCluster(container);
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

  /** Reads a Rollout of the namespace default. */
  GenericKubernetesResource rollout(String name) {
    return client
        .genericKubernetesResources("argoproj.io/v1alpha1", "Rollout")
        .inNamespace("default")
        .withName(name)
        .require();
  }

  /** Changes a Rollout, or its status, by a merge patch. */
  void patchRollout(String name, String subresource, String patch) {
    PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
    var rollout =
        client
            .genericKubernetesResources("argoproj.io/v1alpha1", "Rollout")
            .inNamespace("default")
            .withName(name);
    if (subresource.isEmpty()) {
      rollout.patch(merge, patch);
    } else {
      rollout.subresource(subresource).patch(merge, patch);
    }
  }

  void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).ignoreExceptions().until(condition);
  }

  @Override
  public void close() {
    client.close();
    container.close();
  }
}
