package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.git.GitBehaviour;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.GitSshServer;
import io.rolloutoperator.testkit.git.TestCertificates;
import io.rolloutoperator.testkit.git.TunnelProxy;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is secret is nowhere but in Secrets, whatever goes wrong with it. */
@RequiresCluster
@ExpectWarnings({"FetchFailed", "ValidationFailed", "BuildFailed"})
@Execution(ExecutionMode.CONCURRENT)
class GitSyncSecretLeakIT {
  private static final String WRONG = "marker-wrong-4712";
  private static final String APPLIED = "marker-applied-4713";
  private static final String REFUSED = "marker-refused-4714";
  private static final String NUMBER = "471547154715";
  private static final String TOKEN = "marker-token-4716";
  private static final String PROXY = "marker-proxy-4717";
  private static final String PASSPHRASE = "marker-passphrase-4718";
  private static final String HOOK = "marker-hook-4719";
  private static final String LITERAL = "marker-literal-4720";
  private static final SecretMarkers MARKERS =
      SecretMarkers.of(
          "reader",
          LiveGitSync.PASSWORD,
          WRONG,
          APPLIED,
          REFUSED,
          NUMBER,
          TOKEN,
          PROXY,
          PASSPHRASE,
          HOOK,
          LITERAL);

  private static final String UNAUTHORIZED =
      "False FetchFailed: authentication failed for localhost";

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncSecretLeakIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator =
        LiveGitSync.startProcess(namespace, "--gitsync-allow-plain-secrets", "--loglevel=debug");
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
      assertThat(sync.condition("Ready")).isEqualTo(UNAUTHORIZED);
      credential("guarded-read", "username: reader, password: " + WRONG);
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

  @Test
  void noTokenIsTold() throws IOException, InterruptedException {
    credential("token", "bearerToken: " + WRONG);
    try (LiveGitSync sync =
        follow("by-token", server -> server.bearer(TOKEN), ", secretRef: {name: token}}")) {
      sync.awaitNotReady("FetchFailed");
      assertThat(sync.condition("Ready")).isEqualTo(UNAUTHORIZED);
      credential("token", "bearerToken: " + TOKEN);
      readyAndNothingIsTold(sync);
    }
  }

  @Test
  void noPasswordOfAProxyIsTold() throws IOException, InterruptedException {
    TestCertificates certificates = new TestCertificates();
    credential("authority", "ca.crt: " + quoted(certificates.authority()));
    try (TunnelProxy proxy = TunnelProxy.start("reader", PROXY)) {
      String login = "address: 'http://localhost:%d', username: reader, password: %s";
      credential("proxy", login.formatted(proxy.port(), WRONG));
      try (LiveGitSync sync =
          follow(
              "by-proxy",
              server -> server.tls(certificates.server()),
              ", secretRef: {name: authority}, proxySecretRef: {name: proxy}}")) {
        sync.awaitNotReady("FetchFailed");
        assertThat(sync.condition("Ready"))
            .isEqualTo("False FetchFailed: authentication failed for proxy localhost");
        credential("proxy", login.formatted(proxy.port(), PROXY));
        readyAndNothingIsTold(sync);
      }
    }
  }

  @Test
  void neitherAPrivateKeyNorItsPasswordIsTold() throws IOException, InterruptedException {
    try (LiveGitSync sync = follow("by-ssh", server -> server, "}");
        GitSshServer server = GitSshServer.start(sync.repository())) {
      String strange = GitSshServer.strangeIdentity();
      String identity = server.identity(PASSPHRASE);
      SecretMarkers lines =
          SecretMarkers.of(
              "git",
              Stream.of(strange, identity)
                  .flatMap(String::lines)
                  .filter(line -> !line.startsWith("---"))
                  .toArray(String[]::new));
      sshKey(server, identity, WRONG);
      sync.patch("{spec: {repo: {url: '%s', secretRef: {name: key}}}}".formatted(server.url()));
      awaitSource(
          sync,
          "Secret " + namespace.name() + "/key: key \"password\" does not open the private key");
      sshKey(server, strange, WRONG);
      awaitSource(sync, "authentication failed for localhost");
      sshKey(server, identity, PASSPHRASE);
      sync.awaitCondition("SourceReady", "True");
      readyAndNothingIsTold(sync);
      lines.areNotTold(namespace, operator, sync);
      lines.areNotIn("metrics", metrics());
    }
  }

  private void sshKey(GitSshServer server, String identity, String password) {
    credential(
        "key",
        "identity: %s, known_hosts: '%s', password: %s"
            .formatted(quoted(identity), server.knownHosts(), password));
  }

  private void awaitSource(LiveGitSync sync, String told) {
    sync.poke();
    sync.awaitCondition("SourceReady", "False FetchFailed: " + told);
  }

  @Test
  void neitherATokenOfDeliveriesNorWhatIsGeneratedIsTold()
      throws IOException, InterruptedException {
    credential("hook", "token: " + HOOK);
    try (LiveGitSync sync =
        LiveGitSync.follow(
            namespace,
            "generating",
            server -> server,
            Map.of("kustomization.yaml", generator("literals: [password=%s]")),
            ", webhook: {type: github, secretRef: {name: hook}}}")) {
      sync.awaitReady(sync.repository().head());
      assertThat(sync.status().path("webhookPath").asText()).startsWith("/hook/");
      for (String body :
          List.of(
              "literals: [%s]",
              "literals: [no/key=%s]",
              "literals: [a=%1$s, a=%1$s]",
              "literals: [password=%s]\n    type: kubernetes.io/tls")) {
        String commit = sync.push(Map.of("kustomization.yaml", generator(body)), body);
        namespace.await(
            body,
            () ->
                sync.status().path("lastAttemptedRevision").asText().endsWith(commit)
                    && sync.condition("Ready").startsWith("False "));
        MARKERS.areNotIn("status", Json.write(sync.status()));
      }
      nothingIsTold(sync);
    }
  }

  private static String generator(String body) {
    return "secretGenerator:\n  - name: made\n    " + body.formatted(LITERAL) + "\n";
  }

  private LiveGitSync follow(String name, UnaryOperator<GitHttpServer.Builder> kind, String rest) {
    return LiveGitSync.follow(
        namespace, name, kind, Map.of("a.yaml", GitManifests.map(name, "1")), rest);
  }

  private void readyAndNothingIsTold(LiveGitSync sync) throws IOException, InterruptedException {
    sync.poke();
    sync.awaitReady(sync.repository().head());
    nothingIsTold(sync);
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
    MARKERS.areNotIn("metrics", metrics());
  }

  private static String metrics() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + operator.metricsPort() + "/metrics"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String metrics = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      assertThat(metrics).contains("# TYPE");
      return metrics;
    }
  }

  private void credential(String name, String keys) {
    namespace.apply(
        "{apiVersion: v1, kind: Secret, metadata: {name: %s}, stringData: {%s}}"
            .formatted(name, keys));
  }

  private static String secret(String name, String body, String value) {
    return "apiVersion: v1\nkind: Secret\nmetadata: {name: %s}\n%s\n"
        .formatted(name, body.formatted(value));
  }

  private static String quoted(String text) {
    return Json.write(TextNode.valueOf(text));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
