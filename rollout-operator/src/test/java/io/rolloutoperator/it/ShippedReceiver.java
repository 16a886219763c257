package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.FreePort;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.OperatorCommand;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.OperatorProcess;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The webhook receiver as users run it: in a process of its own, with no right but those of the
 * shipped manifests, and watched by their admission policy.
 *
 * @param webhooks its port for webhooks
 * @param metrics its port for metrics
 */
record ShippedReceiver(
    TestNamespace namespace,
    OperatorIdentity identity,
    OperatorProcess process,
    int webhooks,
    int metrics) {
  private static final String ADMISSION = "admissionregistration.k8s.io/v1";
  private static final String NAME = "rollout-operator-webhook";
  private static final AtomicInteger CLIENTS = new AtomicInteger();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Starts it and waits until it knows the webhooks of this namespace. */
  static ShippedReceiver start(TestNamespace namespace) {
    String manifest = ShippedOperator.manifest("webhook.yaml");
    OperatorIdentity identity = namespace.identity(manifests());
    Json.yaml(manifest).stream()
        .filter(object -> object.path("kind").asText().startsWith("ValidatingAdmission"))
        .map(ObjectNode::toString)
        .forEach(namespace::apply);
    int health = FreePort.next();
    int webhooks = FreePort.next();
    int metrics = FreePort.next();
    OperatorCommand command =
        PackagedOperator.command(
            URI.create("http://127.0.0.1:" + health + "/readyz"),
            "64m",
            List.of(
                "webhook",
                "--kubeconfig=" + identity.kubeconfig(),
                "--namespace=" + namespace.name(),
                "--namespaced",
                "--healthzPort=" + health,
                "--metricsPort=" + metrics,
                "--webhookPort=" + webhooks,
                "--trusted-proxy=127.0.0.1"));
    return new ShippedReceiver(namespace, identity, namespace.start(command), webhooks, metrics);
  }

  private static String manifests() {
    return ShippedOperator.manifest("webhook.yaml")
        + "\n---\n"
        + ShippedOperator.manifest("webhook-secrets-role.yaml");
  }

  /** The objects that its rights are in. */
  static List<ObjectNode> rights() {
    return Json.yaml(manifests());
  }

  /** Posts JSON, each time for another client as a proxy would, and returns the status code. */
  int post(String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webhooks + path))
            .header("X-Forwarded-For", "2001:db8:0:" + CLIENTS.incrementAndGet() + "::1")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return Integer.parseInt(send(request.build()).getFirst());
  }

  /** Returns the text of its metrics. */
  String metricsText() {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metrics + "/metrics"))
            .build())
        .getLast();
  }

  private static List<String> send(HttpRequest request) {
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      return List.of(Integer.toString(response.statusCode()), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns all that it wrote. */
  List<AuditEntry> writes() {
    return namespace.cluster().audit().of(identity.user()).stream()
        .filter(AuditEntry::isWrite)
        .toList();
  }

  /** Opens a client with the receiver's own rights. */
  Api api() {
    return Api.connect(identity.kubeconfig(), "test");
  }

  /** Takes the admission policy away, which is not the namespace's. */
  void removePolicy() {
    namespace.delete(ADMISSION, "ValidatingAdmissionPolicyBinding", NAME);
    namespace.delete(ADMISSION, "ValidatingAdmissionPolicy", NAME);
  }
}
