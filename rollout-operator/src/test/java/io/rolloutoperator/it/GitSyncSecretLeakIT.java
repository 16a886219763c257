package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.git.GitBehaviour;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is secret is nowhere but in Secrets, whatever goes wrong with it. */
@RequiresCluster
@ExpectWarnings({"FetchFailed", "ValidationFailed", "BuildFailed"})
class GitSyncSecretLeakIT {
  private static final String WRONG = "marker-wrong-4712";
  private static final String APPLIED = "marker-applied-4713";
  private static final String REFUSED = "marker-refused-4714";
  private static final String NUMBER = "471547154715";
  private static final SecretMarkers MARKERS =
      SecretMarkers.of("reader", LiveGitSync.PASSWORD, WRONG, APPLIED, REFUSED, NUMBER);

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncSecretLeakIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator =
        LiveGitSync.startOperator(namespace, "--gitsync-allow-plain-secrets", "--loglevel=debug");
  }

  @Test
  void noMarkerIsToldAnywhere() throws IOException, InterruptedException {
    try (LiveGitSync sync =
        LiveGitSync.followWithLogin(
            namespace,
            "guarded",
            Map.of("a.yaml", secret("applied", "stringData: {password: %s}", APPLIED)),
            "")) {
      sync.awaitReady(sync.repository().head());
      sync.server().behave(new GitBehaviour.Status(401));
      sync.awaitNotReady("FetchFailed");
      assertThat(sync.condition("Ready"))
          .isEqualTo("False FetchFailed: authentication failed for localhost");
      credential(WRONG);
      sync.server().behave(new GitBehaviour.Normal());
      int asked = sync.server().requests().size();
      namespace.await("asked again", () -> sync.server().requests().size() > asked + 1);
      assertThat(sync.condition("Ready")).startsWith("False FetchFailed");
      LiveGitSync.login(namespace, "guarded-read");
      sync.awaitReady(sync.repository().head());
      namespace.patch(
          "v1", "Secret", "applied", "{data: {password: '%s'}}".formatted(base64(REFUSED)));
      namespace.await(
          "repaired",
          () ->
              namespace
                  .read("v1", "Secret", "applied")
                  .at("/data/password")
                  .asText()
                  .equals(base64(APPLIED)));
      refuse(sync);
      nothingIsTold(sync);
    }
  }

  /** Manifests that the API server repeats when it says what is wrong with them. */
  private void refuse(LiveGitSync sync) {
    int number = 0;
    for (String body :
        List.of(
            "stringData: {nested: {deep: %s}}".formatted(REFUSED),
            "stringData: {pin: %s}".formatted(NUMBER),
            "stringData: [%s]".formatted(REFUSED),
            "data: {plain: \"%s\"}".formatted(REFUSED),
            "type: kubernetes.io/tls\nstringData: {a: %s}".formatted(REFUSED),
            "type: [%s]".formatted(REFUSED))) {
      number++;
      String commit = sync.push(Map.of("b.yaml", secret("refused", "%s", body)), "row " + number);
      namespace.await(
          body,
          () ->
              sync.status().path("lastAttemptedRevision").asText().endsWith(commit)
                  && sync.condition("Ready").startsWith("False ValidationFailed: Secret "));
      MARKERS.areNotIn("status", Json.write(sync.status()));
    }
  }

  private void nothingIsTold(LiveGitSync sync) throws IOException, InterruptedException {
    MARKERS.areNotTold(namespace, operator, sync);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + operator.metricsPort() + "/metrics"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String metrics = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      assertThat(metrics).contains("# TYPE");
      MARKERS.areNotIn("metrics", metrics);
    }
  }

  private void credential(String password) {
    namespace.apply(
        "{apiVersion: v1, kind: Secret, metadata: {name: guarded-read}, stringData: {username: reader,"
            + " password: %s}}".formatted(password));
  }

  private static String secret(String name, String body, String value) {
    return "apiVersion: v1\nkind: Secret\nmetadata: {name: %s}\n%s\n"
        .formatted(name, body.formatted(value));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
