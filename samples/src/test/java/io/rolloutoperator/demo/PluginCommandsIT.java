package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.command.Commands;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What the commands apart from a release write and show, on a real API server without operator.
 * Isolated, and of an instance that nobody is, as operators of other tests look at all namespaces.
 */
@RequiresCluster
@Isolated
class PluginCommandsIT {

  private static final String ARGO = "argoproj.io/v1alpha1";
  private static final String OWN = "rollout-operator.io/v1alpha1";

  @TempDir private static Path scratch;

  private static TestNamespace namespace;
  private static PluginProcess plugin;

  @BeforeAll
  static void start(TestNamespace namespace) {
    PluginCommandsIT.namespace = namespace;
    Path admin = namespace.cluster().controlPlane().kubeconfig("admin");
    plugin = new PluginProcess(admin, namespace.name(), scratch);
  }

  private static void rollout(String name) {
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: %1$s
          labels: {argo-rollouts.argoproj.io/controller-instance-id: nobody}
        spec:
          replicas: 1
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec: {containers: [{name: web, image: "sim/web:1.0"}]}
          strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}]}}
        """
            .formatted(name));
  }

  private static JsonNode read(String api, String kind, String name) {
    return namespace.read(api, kind, name);
  }

  @Test
  void experimentsAreShownAndEndedAndTriedAgain() {
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Experiment
        metadata:
          name: trial
          labels: {argo-rollouts.argoproj.io/controller-instance-id: nobody}
        spec:
          duration: 5m
          templates:
          - name: a
            selector: {matchLabels: {app: trial}}
            template:
              metadata: {labels: {app: trial}}
              spec: {containers: [{name: web, image: "sim/web:1.0"}]}
        """);
    assertThat(plugin.run("get experiment trial").ok()).contains("trial", "Experiment");
    assertThat(plugin.run("list experiments").ok()).contains("trial");

    PluginProcess.Running watch = plugin.start("get experiment trial -w --timeout-seconds 6");
    await().until(() -> watch.output().contains("trial"));
    namespace.patch(ARGO, "Experiment", "trial", "{status: {phase: Running, message: seen}}");
    await().until(() -> watch.output().contains("Message:         seen"));
    assertThat(watch.end().ok()).doesNotContain("connection lost");

    plugin.run("terminate experiment trial").ok();
    assertThat(read(ARGO, "Experiment", "trial").at("/spec/terminate").asBoolean()).isTrue();
    assertThat(plugin.run("retry experiment trial").ok()).contains("trial");
  }

  @Test
  void objectsAreMadeOfFilesAndRunsOfTemplates() throws IOException {
    Path file = scratch.resolve("template.yaml");
    Files.writeString(
        file,
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: {name: rate}
        spec:
          args: [{name: host}]
          metrics:
          - name: rate
            provider: {prometheus: {address: "http://{{args.host}}", query: up}}
        """);
    assertThat(plugin.run("create -f " + file).ok()).contains("rate");
    assertThat(read(ARGO, "AnalysisTemplate", "rate").isMissingNode()).isFalse();

    plugin
        .run("create analysisrun --from rate --name now -a host=prometheus --instance-id nobody")
        .ok();
    assertThat(read(ARGO, "AnalysisRun", "now").at("/spec/args/0/value").asText())
        .isEqualTo("prometheus");
    plugin.run("terminate analysisrun now").ok();
    assertThat(read(ARGO, "AnalysisRun", "now").at("/spec/terminate").asBoolean()).isTrue();
  }

  @Test
  void aRestartIsAskedForAtATime() {
    rollout("restarted");
    assertThat(plugin.run("restart restarted").ok())
        .isEqualTo("rollout 'restarted' restarts in 0s\n");
    assertThat(read(ARGO, "Rollout", "restarted").at("/spec/restartAt").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }

  @Test
  void gitSyncsAreAskedShownAndReleased() {
    namespace.apply(
        """
        apiVersion: rollout-operator.io/v1alpha1
        kind: GitSync
        metadata: {name: shop}
        spec: {repo: {url: "https://git.example.org/shop.git"}, path: apps}
        """);
    plugin.run("sync shop").ok();
    assertThat(annotation("reconcile-requested-at")).isNotEmpty();
    assertThat(plugin.run("sync status").ok()).contains("shop");
    assertThat(plugin.run("sync status shop").ok()).contains("https://git.example.org/shop.git");

    assertThat(plugin.run("quarantine lift web").refusal()).contains("is quarantined");
    namespace.patchStatus(
        OWN,
        "GitSync",
        "shop",
        """
        {status: {quarantinedRevisions: [{object: %s_web_argoproj.io_Rollout, templateHash: 5bc75c8f5f,
          revision: "main@sha1:0123456789012345678901234567890123456789", message: aborted, state: BarsImages,
          since: "2026-01-02T03:04:05Z"}]}}
        """
            .formatted(namespace.name()));
    assertThat(plugin.run("quarantine list").ok()).contains("5bc75c8f5f", "aborted");
    plugin.run("quarantine lift web").ok();
    assertThat(annotation("release-quarantine")).isEqualTo("5bc75c8f5f");
    namespace.delete(OWN, "GitSync", "shop");
  }

  private static String annotation(String key) {
    return read(OWN, "GitSync", "shop")
        .path("metadata")
        .path("annotations")
        .path("rollout-operator.io/" + key)
        .asText();
  }

  @Test
  void notificationsAreShownAndTried() {
    rollout("told");
    namespace.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: argo-rollouts-notification-configmap}
        data:
          trigger.on-one: "- {when: rollout.spec.replicas == 1, send: [one]}"
          template.one: "message: '{{.rollout.metadata.name}} has one pod'"
        """);
    assertThat(plugin.run("notifications template get").ok()).contains("one");
    assertThat(plugin.run("notifications trigger get").ok()).contains("on-one");
    assertThat(plugin.run("notifications template notify one told --secret :empty").ok())
        .contains("told has one pod");
    assertThat(plugin.run("notifications trigger run on-one told --secret :empty").ok())
        .containsPattern("rollout.spec.replicas == 1 +true");
  }

  @Test
  void whatNeedsNoClusterIsThere() {
    assertThat(plugin.run("explain RolloutAborted").ok()).contains("RolloutAborted");
    assertThat(plugin.run("completion bash").ok()).contains("kubectl-rollouts");
    assertThat(plugin.run("version --short").ok()).isNotBlank();
  }

  /** A new command has its place in one of these classes. */
  @Test
  void everyCommandIsRunByATestOnARealControlPlane() throws IOException {
    Path folder = Path.of("src/test/java/io/rolloutoperator/demo");
    String tests;
    try (Stream<Path> files = Files.list(folder)) {
      tests =
          files
              .filter(file -> file.toString().endsWith("IT.java"))
              .map(PluginCommandsIT::text)
              .collect(Collectors.joining());
    }
    assertThat(Commands.ALL)
        .allSatisfy(entry -> assertThat(tests).containsPattern("\"" + entry.path() + "[ \"]"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
