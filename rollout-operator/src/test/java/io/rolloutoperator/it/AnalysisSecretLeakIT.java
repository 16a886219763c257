package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A metric server that gives back the secret it was sent, in every way and form: the secret is in
 * nothing that the operator writes.
 */
@RequiresCluster
@ExpectWarnings({"AnalysisRunFailed", "AnalysisRunError", "MetricFailed", "MetricError"})
class AnalysisSecretLeakIT {
  private static final String API = "argoproj.io/v1alpha1";

  /** How the server gives it back. */
  private enum Way {
    VALUE,
    ERROR,
    NO_JSON,
    REDIRECT
  }

  /** In which form. */
  private enum Form {
    RAW,
    BASE64,
    URL;

    String of(String secret) {
      return switch (this) {
        case RAW -> secret;
        case BASE64 -> Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        case URL -> URLEncoder.encode(secret, StandardCharsets.UTF_8);
      };
    }
  }

  private record Canary(Way way, Form form) {
    static List<Canary> all() {
      return Arrays.stream(Way.values())
          .flatMap(way -> Arrays.stream(Form.values()).map(form -> new Canary(way, form)))
          .toList();
    }

    String name() {
      return (way + "-" + form).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String secret() {
      return "canary+/" + name() + "?=x";
    }

    Stream<String> forms() {
      return Arrays.stream(Form.values()).map(one -> one.of(secret()));
    }
  }

  private static final Set<String> given = ConcurrentHashMap.newKeySet();

  private static HttpServer server;
  private static ShippedOperator operator;

  private final TestNamespace namespace;

  AnalysisSecretLeakIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void start(TestNamespace namespace) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", AnalysisSecretLeakIT::giveBack);
    server.start();
    String[] flags =
        Stream.concat(Arrays.stream(ShippedOperator.LOCAL_METRICS), Stream.of("--loglevel=trace"))
            .toArray(String[]::new);
    operator = ShippedOperator.startProcess(namespace, flags);
    namespace.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: canaries}
        rules:
        - {apiGroups: [""], resources: [secrets], resourceNames: [canaries], verbs: [get]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: canaries}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: canaries}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: "%s"}]
        """
            .formatted(operator.identity().user()));
  }

  @AfterAll
  static void close() {
    server.stop(0);
  }

  private static void giveBack(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    String secret = exchange.getRequestHeaders().getFirst("X-Token");
    String form = Form.valueOf(path[2]).of(secret);
    given.add(secret);
    switch (Way.valueOf(path[1])) {
      case VALUE -> answer(exchange, 200, "{\"value\": \"" + form + "\"}");
      case ERROR -> answer(exchange, 500, "cannot let " + form + " in");
      case NO_JSON -> answer(exchange, 200, "<html>" + form + "</html>");
      case REDIRECT -> {
        exchange.getResponseHeaders().add("Location", "http://127.0.0.1/" + Form.URL.of(form));
        answer(exchange, 302, form);
      }
    }
  }

  private static void answer(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void noCanaryIsInAnyByteThatIsWritten() throws IOException, InterruptedException {
    List<Canary> canaries = Canary.all();
    String data =
        canaries.stream()
            .map(canary -> canary.name() + ": \"" + canary.secret() + "\"")
            .collect(Collectors.joining(", "));
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: canaries, labels: {rollout-operator.io/analysis-secret: "true"}}
        stringData: {%s}
        """
            .formatted(data));
    canaries.forEach(this::run);
    for (Canary canary : canaries) {
      namespace.await(
          canary.name() + " has ended", () -> Set.of("Failed", "Error").contains(phase(canary)));
    }
    assertThat(given).hasSameSizeAs(canaries);
    for (Canary canary : canaries) {
      assertThat(written(canary.name()))
          .allSatisfy(text -> assertThat(canary.forms()).noneMatch(text::contains));
    }
  }

  private void run(Canary canary) {
    namespace.apply(
        """
        apiVersion: %1$s
        kind: AnalysisRun
        metadata: {name: %2$s}
        spec:
          args:
          - name: token
            valueFrom: {secretKeyRef: {name: canaries, key: %2$s}}
          metrics:
          - name: m
            consecutiveErrorLimit: 0
            successCondition: result == "nothing"
            provider:
              web:
                url: "http://127.0.0.1:%3$d/%4$s/%5$s"
                jsonPath: "{$.value}"
                headers: [{key: X-Token, value: "{{args.token}}"}]
        """
            .formatted(
                API, canary.name(), server.getAddress().getPort(), canary.way(), canary.form()));
  }

  private String phase(Canary canary) {
    return namespace.read(API, "AnalysisRun", canary.name()).path("status").path("phase").asText();
  }

  private String bodies() {
    return namespace.cluster().audit().of(operator.identity().user()).stream()
        .map(entry -> Json.write(entry.requestBody()))
        .collect(Collectors.joining("\n"));
  }

  /** Status, Events, log, metrics, and the bodies of all writes. */
  private List<String> written(String run) throws IOException, InterruptedException {
    HttpRequest scrape =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + operator.metricsPort() + "/metrics"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      namespace.await("an Event of " + run + " is in the audit log", () -> bodies().contains(run));
      String bodies = bodies();
      return List.of(
          Json.write(namespace.read(API, "AnalysisRun", run)),
          namespace.events().stream().map(Json::write).collect(Collectors.joining("\n")),
          String.join("\n", operator.local().logLines()),
          http.send(scrape, BodyHandlers.ofString()).body(),
          bodies);
    }
  }
}
