package io.rolloutoperator.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/** An operator under test in a pod: the image and the Deployment that are shipped, one replica. */
public final class OperatorPod implements RunningOperator {
  private static final String APPS = "apps/v1";

  private final TestNamespace namespace;
  private final String name;
  private final Map<String, String> labels;

  private OperatorPod(TestNamespace namespace, String name, Map<String, String> labels) {
    this.namespace = namespace;
    this.name = name;
    this.labels = Map.copyOf(labels);
  }

  static OperatorPod start(TestNamespace namespace, String manifest, List<String> arguments) {
    ObjectNode deployment =
        Json.yaml(manifest).stream()
            .filter(object -> object.path("kind").asText().equals("Deployment"))
            .findFirst()
            .orElseThrow();
    deployment.withObject("/metadata").put("namespace", namespace.name());
    deployment.withObject("/spec").put("replicas", 1);
    ObjectNode container = (ObjectNode) deployment.at("/spec/template/spec/containers/0");
    ArrayNode args = container.putArray("args");
    arguments.forEach(args::add);
    namespace.apply(deployment.toString());
    Map<String, String> labels = new HashMap<>();
    deployment
        .at("/spec/selector/matchLabels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return new OperatorPod(namespace, deployment.at("/metadata/name").asText(), labels);
  }

  /**
   * Waits until its pod is ready.
   *
   * @throws IllegalStateException with what it wrote, when that takes too long
   */
  OperatorPod awaitReady() {
    try {
      namespace.awaitReadyPods(labels, 1);
      return this;
    } catch (ConditionTimeoutException e) {
      String pods =
          namespace.pods(labels).stream()
              .map(pod -> pod.path("status").toString())
              .toList()
              .toString();
      throw new IllegalStateException("operator not ready: " + pods, e);
    }
  }

  @Override
  public boolean running() {
    return namespace.pods(labels).stream().anyMatch(TestNamespace::isReady);
  }

  @Override
  public List<String> logLines() {
    return namespace.pods(labels).stream().flatMap(pod -> logOf(pod).lines()).toList();
  }

  private String logOf(JsonNode pod) {
    String path =
        "/api/v1/namespaces/%s/pods/%s/log"
            .formatted(namespace.name(), pod.at("/metadata/name").asText());
    try {
      Api.Response response = namespace.cluster().api().get(path);
      response.orThrow("log of " + pod.at("/metadata/name").asText());
      return response.body().path("message").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    namespace.delete(APPS, "Deployment", name);
  }
}
