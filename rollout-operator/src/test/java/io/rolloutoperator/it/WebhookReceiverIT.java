package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks from the wire to the annotation, with the rights of the shipped manifests. */
@RequiresCluster
class WebhookReceiverIT {
  private static final String API = "rollout-operator.io/v1alpha1";
  private static final String ANNOTATION = "rollout-operator.io/reconcile-requested-at";
  private static final String TOKEN = "correct-horse-battery-staple";
  private static final String BODY = "{\"ref\": \"refs/heads/main\"}";

  private static ShippedReceiver receiver;

  private final TestNamespace namespace;

  WebhookReceiverIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startReceiver(TestNamespace namespace) {
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: git-hook}
        stringData: {token: %s}
        """
            .formatted(TOKEN));
    for (String type : new String[] {"github", "gitlab", "gitea", "generic-hmac"}) {
      namespace.apply(gitSync(type, type));
    }
    receiver = ShippedReceiver.start(namespace);
  }

  @AfterAll
  static void hasUsedEachRightAndRemovesItsPolicy(TestNamespace namespace) {
    receiver.removePolicy();
    assertThat(GrantedRights.usedBy(receiver.identity(), namespace))
        .isEqualTo(GrantedRights.of(ShippedReceiver.rights()));
  }

  private static String gitSync(String name, String type) {
    return """
        apiVersion: rollout-operator.io/v1alpha1
        kind: GitSync
        metadata: {name: %s, labels: {team: a}, annotations: {note: kept}}
        spec:
          repo:
            url: https://git.example.org/shop/config.git
            webhook: {type: %s, secretRef: {name: git-hook}}
        """
        .formatted(name, type);
  }

  private JsonNode live(String name) {
    return namespace.read(API, "GitSync", name);
  }

  private String path(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((TOKEN + name + namespace.name()).getBytes(StandardCharsets.UTF_8));
      return "/hook/" + HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> signed(String type, String token) {
    String now = Long.toString(Instant.now().getEpochSecond());
    return switch (type) {
      case "github" -> Map.of("X-Hub-Signature-256", "sha256=" + hmac(token, BODY));
      case "gitea" -> Map.of("X-Gitea-Signature", hmac(token, BODY));
      case "gitlab" -> Map.of("X-Gitlab-Token", token);
      default ->
          Map.of("X-Timestamp", now, "X-Signature", "sha256=" + hmac(token, now + "." + BODY));
    };
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab", "gitea", "generic-hmac"})
  void aSignedPostSetsTheAnnotationAndNothingElse(String type) {
    Instant before = Instant.now();
    JsonNode old = live(type);

    assertThat(receiver.post(path(type), BODY, signed(type, TOKEN))).isEqualTo(202);

    JsonNode now = live(type);
    JsonNode annotations = now.path("metadata").path("annotations");
    assertThat(Instant.parse(annotations.path(ANNOTATION).asText())).isAfterOrEqualTo(before);
    assertThat(annotations.path("note").asText()).isEqualTo("kept");
    assertThat(now.path("spec")).isEqualTo(old.path("spec"));
    assertThat(now.path("metadata").path("labels")).isEqualTo(old.path("metadata").path("labels"));
    assertThat(now.path("metadata").path("generation"))
        .isEqualTo(old.path("metadata").path("generation"));
  }

  @ParameterizedTest
  @CsvSource({
    "github, github, 401",
    "gitlab, gitlab, 401",
    "gitea, gitea, 401",
    "generic-hmac, generic-hmac, 401",
    "github, unknown, 404"
  })
  void aPostThatIsNotGoodWritesNothing(String type, String name, int code) {
    int writes = receiver.writes().size();
    String version = live(type).path("metadata").path("resourceVersion").asText();

    assertThat(receiver.post(path(name), BODY, signed(type, "another token"))).isEqualTo(code);

    assertThat(live(type).path("metadata").path("resourceVersion").asText()).isEqualTo(version);
    assertThat(receiver.writes()).hasSize(writes);
  }

  @Test
  void gitSyncsComeAndGo() {
    assertThat(receiver.post(path("late"), BODY, signed("github", TOKEN))).isEqualTo(404);

    namespace.apply(gitSync("late", "github"));
    namespace.await(
        "webhooks of the new GitSync",
        () -> receiver.post(path("late"), BODY, signed("github", TOKEN)) == 202);
    namespace.delete(API, "GitSync", "late");
    namespace.await(
        "no webhooks of the deleted GitSync",
        () -> receiver.post(path("late"), BODY, signed("github", TOKEN)) == 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{spec: {repo: {url: 'https://evil.example.net/x.git'}}}",
        "{spec: {suspend: true}}",
        "{metadata: {labels: {team: b}}}",
        "{metadata: {labels: null}}",
        "{metadata: {finalizers: [a.example.org/b]}}",
        "{metadata: {annotations: {note: changed}}}",
        "{metadata: {annotations: {note: null}}}",
        "{metadata: {annotations: {rollout-operator.io/approve-prune: x}}}",
      })
  void theAccountOfTheReceiverCannotWriteMoreThanTheReceiverDoes(String patch) throws IOException {
    String path =
        "/apis/%s/namespaces/%s/gitsyncs/gitea?dryRun=All".formatted(API, namespace.name());
    try (Api api = receiver.api()) {
      namespace.await(
          "the policy's refusal",
          () ->
              patched(api, path, patch)
                  .body()
                  .path("message")
                  .asText()
                  .contains("the webhook receiver may"));
      assertThat(
              patched(api, path, "{metadata: {annotations: {%s: now}}}".formatted(ANNOTATION)).ok())
          .as("what the receiver does")
          .isTrue();
    }
  }

  private static Api.Response patched(Api api, String path, String patch) throws IOException {
    return api.patch(path, Api.Patch.MERGE, Json.yaml(patch).getFirst());
  }

  @Test
  void aHeadThatDoesNotEndIsCutOff() throws IOException {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), receiver.webhooks())) {
      slow.getOutputStream().write("POST / HT".getBytes(StandardCharsets.US_ASCII));

      assertThat(slow.getInputStream().read()).as("the end of the connection").isEqualTo(-1);
    }
  }

  @Test
  void countsItsAnswers() {
    assertThat(receiver.post("/hook/", BODY, Map.of())).isEqualTo(404);

    assertThat(receiver.metricsText())
        .contains("gitsync_webhook_requests_total{code=\"404\",type=\"none\"}");
  }

  @Test
  void itsLogTellsNeitherTokensNorPaths() {
    assertThat(receiver.post(path("github"), "{}", signed("github", TOKEN))).isEqualTo(401);

    assertThat(receiver.process().logLines())
        .anyMatch(line -> line.contains("github webhooks are taken"))
        .noneMatch(line -> line.contains(TOKEN) || line.contains(path("github")));
  }
}
