package io.rolloutoperator.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.GitSshServer;
import io.rolloutoperator.testkit.git.TestCertificates;
import io.rolloutoperator.testkit.git.TestRepository;
import io.rolloutoperator.testkit.junit.AccountManifest;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import io.rolloutoperator.testkit.mail.Mailbox;
import io.rolloutoperator.testkit.mail.StartTlsFront;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image's runtime has what encryption, certificates and names need: a module that is missing
 * shows only when somebody is called. As a user whom the image does not know: those have no home.
 */
@RequiresCluster
@ExpectWarnings("RolloutAborted")
class EncryptedConnectionsIT {
  private static final String ROLLOUTS = "argoproj.io/v1alpha1";

  /** As OpenShift chooses them: one that no file of the image knows, and root's group. */
  private static final String ANY_USER = "1000650000:0";

  private static final String TRUSTED = "trusted.p12";
  private static final String PASSWORD = "changeit";

  private static final List<String> FLAGS =
      List.of(
          "--gitsync-directory=/tmp/gitsync",
          "--insecure-gitsync-allow-loopback",
          "--insecure-allow-loopback-metrics",
          "--egress-allowed-host=localhost");

  private static final TestCertificates CERTIFICATES = new TestCertificates();

  @TempDir static Path folder;
  private static RunningImage image;

  private final TestNamespace namespace;

  EncryptedConnectionsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void start(TestNamespace namespace) throws IOException, GeneralSecurityException {
    // Receivers of notifications are trusted by the JVM's own means.
    CERTIFICATES.trustStore(
        Files.createDirectories(RunningImage.account(folder)).resolve(TRUSTED), PASSWORD);
    namespace.apply(
        AccountManifest.of(
            "gitsync",
            namespace,
            "[{apiGroups: [\"\"], resources: [configmaps, secrets], verbs: [\"*\"]}]"));
    String options =
        "-Djavax.net.ssl.trustStore=%s/%s -Djavax.net.ssl.trustStorePassword=%s"
            .formatted(RunningImage.ACCOUNT, TRUSTED, PASSWORD);
    image =
        RunningImage.start(
            namespace,
            "rbac-namespaced.yaml",
            folder,
            pod -> RunningImage.java(pod, options).as(ANY_USER),
            FLAGS);
  }

  @AfterAll
  static void stop() {
    image.stop();
  }

  @Test
  void aRepositoryIsFollowedOverSsh() {
    try (TestRepository repository = repository("ssh");
        GitSshServer server = GitSshServer.start(repository)) {
      secret("ssh", Map.of("identity", server.identity(), "known_hosts", server.knownHosts()));
      follow("ssh", server.url());
      awaitApplied("ssh");
    }
  }

  @Test
  void aRepositoryIsFollowedOverHttps() {
    try (TestRepository repository = repository("https");
        GitHttpServer server =
            GitHttpServer.of(repository).tls(CERTIFICATES.server()).basic("u", "p").start()) {
      secret("https", Map.of("ca.crt", CERTIFICATES.authority(), "username", "u", "password", "p"));
      follow("https", server.url());
      awaitApplied("https");
    }
  }

  private static TestRepository repository(String name) {
    TestRepository repository = TestRepository.create(folder.resolve(name + ".git"));
    repository.commit(
        Map.of(
            "map.yaml",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: by-%s}, data: {key: value}}"
                .formatted(name)),
        "first");
    return repository;
  }

  private void secret(String name, Map<String, String> data) {
    ObjectNode secret = Json.object().put("apiVersion", "v1").put("kind", "Secret");
    secret.putObject("metadata").put("name", name);
    data.forEach(secret.putObject("stringData")::put);
    namespace.apply(secret.toString());
  }

  private void follow(String name, String url) {
    namespace.apply(
        """
        apiVersion: rollout-operator.io/v1alpha1
        kind: GitSync
        metadata: {name: %1$s}
        spec: {repo: {url: "%2$s", ref: {branch: main}, interval: 5s, secretRef: {name: %1$s}}}
        """
            .formatted(name, url));
  }

  private void awaitApplied(String name) {
    namespace.await(
        "what is in the repository is applied",
        () ->
            namespace
                .read("v1", "ConfigMap", "by-" + name)
                .at("/data/key")
                .asText()
                .equals("value"));
  }

  @Test
  void anAbortIsToldByWebhookOverTlsAndByMailAfterStartTls() throws IOException {
    List<String> told = new CopyOnWriteArrayList<>();
    HttpsServer receiver = receiver(told);
    Mailbox mailbox = new Mailbox();
    try (StartTlsFront front =
        StartTlsFront.start(CERTIFICATES.server().getSocketFactory(), mailbox)) {
      configure(receiver.getAddress().getPort(), front.port());
      abortARelease();
      namespace.await("both are told", () -> !told.isEmpty() && !mailbox.letters().isEmpty());

      assertThat(told).containsExactly("web was aborted");
      assertThat(mailbox.letters()).hasSize(1);
      assertThat(mailbox.letters().getFirst())
          .contains("To: a@example.com\n", "Subject: web was aborted\n");
    } finally {
      receiver.stop(0);
    }
  }

  private static HttpsServer receiver(List<String> told) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(CERTIFICATES.server()));
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
          // Not before it is answered: the test closes the receiver once it has seen this.
          told.add(body);
        });
    server.start();
    return server;
  }

  private void configure(int webhook, int mail) {
    namespace.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: argo-rollouts-notification-configmap}
        data:
          service.webhook.hook: "{url: 'https://localhost:%d'}"
          service.email.mail: "{host: localhost, port: %d, from: ops@example.com}"
          trigger.on-rollout-aborted: "- send: [aborted]"
          template.aborted: |
            webhook:
              hook:
                method: POST
                body: "{{.rollout.metadata.name}} was aborted"
            email:
              subject: "{{.rollout.metadata.name}} was aborted"
              body: "see the dashboard"
        """
            .formatted(webhook, mail));
  }

  private void abortARelease() {
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: web
          annotations:
            notifications.argoproj.io/subscribe.on-rollout-aborted.hook: ""
            notifications.argoproj.io/subscribe.on-rollout-aborted.mail: a@example.com
        spec:
          replicas: 1
          selector: {matchLabels: {app: web}}
          strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}]}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: app, image: "example.com/web:1"}]}
        """);
    awaitPhase("Healthy");
    namespace.patch(
        ROLLOUTS,
        "Rollout",
        "web",
        "{spec: {template: {spec: {containers: [{name: app, image: 'example.com/web:2'}]}}}}");
    awaitPhase("Paused");
    namespace.patchStatus(ROLLOUTS, "Rollout", "web", "{status: {abort: true}}");
  }

  private void awaitPhase(String phase) {
    namespace.await(
        "web is " + phase,
        () ->
            namespace.read(ROLLOUTS, "Rollout", "web").at("/status/phase").asText().equals(phase));
  }
}
