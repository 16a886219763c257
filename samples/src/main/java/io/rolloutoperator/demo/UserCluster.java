package io.rolloutoperator.demo;

import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A cluster that the user has.
 *
 * @param context the kubeconfig's current one
 */
record UserCluster(String context, KubernetesClient client) implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int REQUEST_MILLIS = 15_000;
  private static final int RETRIES = 1;

  /**
   * Opens a client for the current context; no request is made.
   *
   * @throws StoryException with one line if the file says of no cluster
   */
  static UserCluster of(Path kubeconfig) {
    String context = currentContext(kubeconfig);
    try {
      Config config =
          new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
              .withUserAgent("rollout-demo")
              .withConnectionTimeout(CONNECT_MILLIS)
              .withRequestTimeout(REQUEST_MILLIS)
              .withRequestRetryBackoffLimit(RETRIES)
              .build();
      return new UserCluster(context, new KubernetesClientBuilder().withConfig(config).build());
    } catch (RuntimeException _) {
      throw unintelligible(kubeconfig);
    }
  }

  String server() {
    return client.getMasterUrl().toString().replaceAll("/$", "");
  }

  @Override
  public void close() {
    client.close();
  }

  private static String currentContext(Path kubeconfig) {
    var content = content(kubeconfig);
    String current = Objects.requireNonNullElse(content.getCurrentContext(), "");
    if (current.isEmpty()) {
      throw malformed(kubeconfig, "it has no current-context");
    }
    NamedContext context =
        content.getContexts().stream()
            .filter(named -> current.equals(named.getName()))
            .findFirst()
            .orElseThrow(() -> malformed(kubeconfig, "it has no context \"" + current + "\""));
    String cluster = context.getContext().getCluster();
    List<String> clusters = content.getClusters().stream().map(NamedCluster::getName).toList();
    if (!clusters.contains(cluster)) {
      throw malformed(kubeconfig, "it has no cluster \"" + cluster + "\"");
    }
    return current;
  }

  private static io.fabric8.kubernetes.api.model.Config content(Path kubeconfig) {
    if (!Files.isRegularFile(kubeconfig) || !Files.isReadable(kubeconfig)) {
      throw new StoryException("kubeconfig " + kubeconfig + " cannot be read");
    }
    try {
      return Objects.requireNonNull(
          Serialization.unmarshal(
              Files.readString(kubeconfig), io.fabric8.kubernetes.api.model.Config.class));
    } catch (IOException e) {
      throw new StoryException("kubeconfig " + kubeconfig + " cannot be read: " + e.getMessage());
    } catch (RuntimeException _) {
      throw unintelligible(kubeconfig);
    }
  }

  /** What a parser says quotes the text that it stumbled over, which may be a credential. */
  private static StoryException unintelligible(Path kubeconfig) {
    return malformed(kubeconfig, "kubectl config view --kubeconfig=" + kubeconfig + " says why");
  }

  private static StoryException malformed(Path kubeconfig, String why) {
    return new StoryException("kubeconfig " + kubeconfig + " names no cluster to use: " + why);
  }
}
