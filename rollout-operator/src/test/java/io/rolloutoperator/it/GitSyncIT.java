package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.git.GitSshServer;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A folder of a repository and a namespace that is kept equal to it, on a real API server. */
@RequiresCluster
@ExpectWarnings("BuildFailed")
@Execution(ExecutionMode.CONCURRENT)
class GitSyncIT {
  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startOperator(namespace);
  }

  @Test
  void whatIsCommittedIsThereAndWhatIsRemovedGoes() {
    try (LiveGitSync sync =
        LiveGitSync.follow(
            namespace,
            "plain",
            Map.of("a.yaml", map("kept", "1"), "b.yaml", map("gone", "1")),
            "")) {
      sync.awaitReady(sync.repository().head());
      assertThat(value("kept")).isEqualTo("1");
      assertThat(value("gone")).isEqualTo("1");
      String first = sync.repository().head();
      awaitEvent("Normal ReconciliationSucceeded: Applied revision: main@sha1:" + first, first);

      sync.repository().delete(List.of("b.yaml"), "one less");
      String second = sync.push(Map.of("a.yaml", map("kept", "2")), "another value");
      sync.awaitReady(second);
      assertThat(value("kept")).isEqualTo("2");
      namespace.await("the removed one is gone", () -> value("gone").isEmpty());
      String name = "main@" + second.substring(0, 7);
      String ns = namespace.name();
      awaitEvent("Normal Applied: %s: ConfigMap %s/kept".formatted(name, ns), second);
      awaitEvent("Normal Pruned: %s: ConfigMap %s/gone".formatted(name, ns), second);
    }
  }

  @Test
  void theCommitThatAUnitMayGoBackToIsHeldWhenAnotherOneComes() {
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, "held", Map.of("a.yaml", map("held", "1")), "")) {
      String first = sync.repository().head();
      sync.awaitReady(first);
      sync.awaitReady(sync.push(Map.of("a.yaml", map("held", "2")), "second"));
      assertThat(LocalCopies.of(operator).refs())
          .containsEntry("refs/rollout-operator/healthy/" + first, first);
    }
  }

  @Test
  void driftIsRepairedOnTheEvent() {
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, "drift", Map.of("a.yaml", map("drifting", "1")), "")) {
      sync.awaitReady(sync.repository().head());
      namespace.patch("v1", "ConfigMap", "drifting", "{data: {value: hand-made}}");
      namespace.await("repaired", () -> value("drifting").equals("1"));
      namespace.delete("v1", "ConfigMap", "drifting");
      namespace.await("made anew", () -> value("drifting").equals("1"));
    }
  }

  @Test
  void nothingOfABrokenCommitIsApplied() {
    try (LiveGitSync sync =
        LiveGitSync.follow(
            namespace,
            "broken",
            Map.of("a.yaml", map("whole", "1"), "c.yaml", map("without-file", "1")),
            "")) {
      sync.awaitReady(sync.repository().head());
      String broken =
          sync.repository()
              .change(
                  Map.of("a.yaml", map("whole", "2"), "b.yaml", "a: 1\na: 2\n"),
                  List.of("c.yaml"),
                  "broken");
      sync.poke();
      sync.awaitNotReady("BuildFailed");
      assertThat(sync.condition("Ready")).endsWith("b.yaml:2: duplicate key \"a\"");
      assertThat(value("whole")).isEqualTo("1");
      assertThat(value("without-file")).as("nothing is deleted either").isEqualTo("1");
      awaitEvent("Warning BuildFailed: b.yaml:2: duplicate key \"a\"", broken);
      String mended = sync.push(Map.of("b.yaml", map("other", "1")), "mended");
      sync.awaitReady(mended);
      assertThat(value("whole")).isEqualTo("2");
      namespace.await("now it goes", () -> value("without-file").isEmpty());
    }
  }

  @Test
  void aDeletedUnitTakesItsObjectsAlong() {
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, "leaving", Map.of("a.yaml", map("taken-along", "1")), "")) {
      sync.awaitReady(sync.repository().head());
      namespace.delete("rollout-operator.io/v1alpha1", "GitSync", "leaving");
      namespace.await("its object is gone", () -> value("taken-along").isEmpty());
    }
  }

  @Test
  @ExpectWarnings("FetchFailed")
  void aRepositoryIsReadOverSshFromTheHostThatIsKnown() {
    try (LiveGitSync sync =
            LiveGitSync.follow(namespace, "ssh", Map.of("a.yaml", map("by-ssh", "1")), "");
        GitSshServer server = GitSshServer.start(sync.repository());
        GitSshServer other = GitSshServer.start(sync.repository())) {
      sync.awaitReady(sync.repository().head());
      String host = server.knownHosts().substring(0, server.knownHosts().indexOf(' '));
      String strange = other.knownHosts().substring(other.knownHosts().indexOf(' '));
      sshKey(server, host + strange);
      sync.patch(
          "{spec: {repo: {url: \"%s\", secretRef: {name: ssh-read}}}}".formatted(server.url()));
      String told = "FetchFailed: host key of \"localhost\" is not in known_hosts";
      sync.awaitCondition("SourceReady", "False");
      assertThat(sync.condition("SourceReady")).isEqualTo("False " + told);
      String commit = sync.repository().commit(Map.of("a.yaml", map("by-ssh", "2")), "over SSH");
      sync.poke();
      assertThat(value("by-ssh")).isEqualTo("1");

      sshKey(server, server.knownHosts());
      sync.awaitReady(commit);
      assertThat(value("by-ssh")).isEqualTo("2");
    }
  }

  private void sshKey(GitSshServer server, String knownHosts) {
    ObjectNode secret = Json.object().put("apiVersion", "v1").put("kind", "Secret");
    secret.putObject("metadata").put("name", "ssh-read");
    secret
        .putObject("stringData")
        .put("identity", server.identity())
        .put("known_hosts", knownHosts);
    namespace.apply(secret.toString());
  }

  @Test
  void theStatusSaysWhereDeliveriesAreTaken() {
    namespace.apply(
        "{apiVersion: v1, kind: Secret, metadata: {name: hook}, stringData: {token: t}}");
    try (LiveGitSync sync =
        LiveGitSync.follow(
            namespace,
            "hooked",
            server -> server,
            Map.of("a.yaml", map("hooked", "1")),
            ", webhook: {type: github, secretRef: {name: hook}}}")) {
      sync.awaitReady(sync.repository().head());
      assertThat(sync.status().path("webhookPath").asText()).matches("/hook/[0-9a-f]{64}");
    }
  }

  /** Waits for an Event of a GitSync that is about a commit. */
  private void awaitEvent(String told, String commit) {
    namespace.await(
        told,
        () ->
            namespace.events().stream()
                .filter(event -> revision(event).equals("main@sha1:" + commit))
                .anyMatch(event -> text(event).equals(told)));
  }

  private static String revision(JsonNode event) {
    return event.path("metadata").path("annotations").path("rollout-operator.io/revision").asText();
  }

  private static String text(JsonNode event) {
    return "%s %s: %s"
        .formatted(
            event.path("type").asText(),
            event.path("reason").asText(),
            event.path("message").asText());
  }

  private String value(String name) {
    JsonNode map = namespace.read("v1", "ConfigMap", name);
    return map.path("data").path("value").asText();
  }

  private static String map(String name, String value) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s}
        data: {value: "%s"}
        """
        .formatted(name, value);
  }
}
