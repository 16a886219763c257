package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever receivers do with what they get, no credential is where people read. */
@RequiresCluster
@ExpectWarnings({"RolloutAborted", "NotificationFailed", "NotificationConfigInvalid"})
class NotificationSecretsIT {

  private static final List<String> SECRETS =
      List.of(
          "T0FLAG00/B0FLAG00/flag-path-s3cr3t",
          "flag-path-s3cr3t",
          "path-s3cr3t",
          "header-s3cr3t",
          "body-s3cr3t",
          "xoxb-slack-s3cr3t",
          "basic-s3cr3t",
          "plain-s3cr3t",
          "bad-header-s3cr3t");

  private final TestNamespace namespace;

  NotificationSecretsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  /** Refuses everything with an answer that repeats what it got. */
  private static HttpServer echo() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              String all =
                  "%s %s %s"
                      .formatted(
                          exchange.getRequestURI(),
                          exchange.getRequestHeaders().getOrDefault("Authorization", List.of()),
                          new String(
                              exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
              byte[] answer = all.getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(400, answer.length);
              exchange.getResponseBody().write(answer);
            }
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void configure(String echo) {
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: argo-rollouts-notification-secret}
        stringData:
          path: path-s3cr3t
          header: header-s3cr3t
          body: body-s3cr3t
          slack: xoxb-slack-s3cr3t
          basic: basic-s3cr3t
          broken: "bad-header-s3cr3t\\n"
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: argo-rollouts-notification-configmap}
        data:
          service.webhook.echo: |
            {url: "%1$s/hooks/$path", headers: [{name: Authorization, value: Bearer $header}]}
          service.webhook.plain: |
            {url: "%1$s/x", basicAuth: {username: ops, password: $basic}}
          service.webhook.broken: |
            {url: "%1$s/x", headers: [{name: Authorization, value: $broken}]}
          service.webhook.dead: |
            {url: "http://127.0.0.1:1/$path/plain-s3cr3t"}
          service.slack: "{token: $slack, apiURL: '%1$s/api'}"
          trigger.on-rollout-aborted: "- send: [aborted]"
          trigger.on-body: "- {when: 'int(secrets.body) > 1', oncePer: secrets.body, send: [aborted]}"
          template.aborted: |
            message: "{{.secrets.body}}"
            webhook:
              echo: {method: POST, body: "{{.secrets.body}}"}
              plain: {method: POST, body: "{{.secrets.body}}"}
              dead: {method: POST, body: "{{.secrets.body}}"}
        """
            .formatted(echo));
  }

  private ShippedOperator operator(String echo) {
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.addAll(
        List.of(
            "--leader-elect=false",
            "--loglevel=debug",
            "--alerts-webhook=" + echo + "/services/T0FLAG00/B0FLAG00/flag-path-s3cr3t"));
    return ShippedOperator.startProcess(namespace, flags.toArray(String[]::new));
  }

  private static String metrics(ShippedOperator operator) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + operator.metricsPort() + "/metrics");
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
  }

  private List<String> failures() {
    return namespace.events().stream()
        .filter(event -> event.path("reason").asText().equals("NotificationFailed"))
        .map(event -> event.path("message").asText())
        .toList();
  }

  @Test
  void noCredentialIsInLogEventsRolloutAndMetrics() throws Exception {
    HttpServer echo = echo();
    String address = "http://127.0.0.1:" + echo.getAddress().getPort();
    try {
      configure(address);
      ShippedOperator operator = operator(address);
      LiveRollout shop =
          LiveRollout.deploy(namespace, "shop", 2, "{steps: [{setWeight: 50}, {pause: {}}]}");
      StringBuilder annotations = new StringBuilder();
      for (String service : List.of("echo", "plain", "broken", "dead", "slack")) {
        annotations.append(
            "notifications.argoproj.io/subscribe.on-rollout-aborted.%s: a,\n".formatted(service));
      }
      annotations.append("notifications.argoproj.io/subscribe.on-body.echo: a");
      shop.patch("{metadata: {annotations: {" + annotations + "}}}");
      shop.version("v2");
      shop.awaitPhase("Paused");
      shop.abort();
      for (String to :
          List.of("echo", "plain", "broken", "dead", "slack", "rollout-operator-webhook")) {
        namespace.await(
            to, () -> failures().stream().anyMatch(f -> f.contains("-aborted to " + to)));
      }
      assertThat(failures()).anyMatch(failure -> failure.contains("*****"));
      String shown =
          String.join(
              "\n",
              String.join("\n", operator.local().logLines()),
              namespace.events().toString(),
              shop.object().toString(),
              metrics(operator));
      for (String secret : SECRETS) {
        assertThat(shown).as(secret).doesNotContain(secret);
      }
    } finally {
      echo.stop(0);
    }
  }
}
