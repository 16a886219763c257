package io.rolloutoperator.kubectl.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The way to the cluster that every pod is given: the address in its environment, token and
 * authority of its ServiceAccount in a folder. Used where no kubeconfig is found, as kubectl does.
 */
public final class PodConfig {

  /** Where the kubelet puts them. */
  public static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private static final String NAME = "in-cluster";
  private static final String HOST = "KUBERNETES_SERVICE_HOST";
  private static final String PORT = "KUBERNETES_SERVICE_PORT";
  private static final String TOKEN = "token";
  private static final String AUTHORITY = "ca.crt";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PodConfig() {}

  /**
   * As a kubeconfig of one context; empty outside a pod, or in one without a token.
   *
   * @param environment variables
   * @throws CommandFailure if a file is there that cannot be read
   */
  public static Optional<Kubeconfig> find(Map<String, String> environment, Path folder)
      throws CommandFailure {
    String host = environment.getOrDefault(HOST, "");
    String port = environment.getOrDefault(PORT, "");
    if (host.isEmpty() || port.isEmpty() || !Files.exists(folder.resolve(TOKEN))) {
      return Optional.empty();
    }
    ObjectNode cluster = NODES.objectNode();
    cluster.put("server", "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    if (Files.exists(folder.resolve(AUTHORITY))) {
      cluster.put("certificate-authority", AUTHORITY);
    }
    ObjectNode user = NODES.objectNode().put("tokenFile", TOKEN);
    ObjectNode context = NODES.objectNode().put("cluster", NAME).put("user", NAME);
    context.put("namespace", namespace(environment, folder));
    return Optional.of(
        new Kubeconfig(NAME, entry(cluster, folder), entry(user, folder), entry(context, folder)));
  }

  private static Map<String, Kubeconfig.Entry> entry(ObjectNode tree, Path folder) {
    return Map.of(NAME, new Kubeconfig.Entry(tree, folder));
  }

  /** That of the pod; {@code POD_NAMESPACE} says another one, as to kubectl. */
  private static String namespace(Map<String, String> environment, Path folder)
      throws CommandFailure {
    String named = environment.getOrDefault("POD_NAMESPACE", "");
    Path file = folder.resolve("namespace");
    if (!named.isEmpty() || !Files.exists(file)) {
      return named;
    }
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be read: %s".formatted(file, ReadProblem.text(e)), e);
    }
  }
}
