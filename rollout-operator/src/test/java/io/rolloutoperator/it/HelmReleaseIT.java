package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.LocalOperator;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of a release: each step begins where the one before it ended. */
@RequiresCluster
// The budget of the operator's pods is counted before their Deployment's ReplicaSet is known.
@ExpectWarnings("CalculateExpectedPodCountFailed")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // by the first step
@Order(1) // begins early, as it takes long
class HelmReleaseIT {
  private static HelmRelease release;
  private static OperatorIdentity identity;
  private static LocalOperator operator;

  private final TestNamespace namespace;

  HelmReleaseIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  private LiveRollout rollout() {
    return new LiveRollout(namespace, "hello");
  }

  private JsonNode deployment() {
    return namespace.read("apps/v1", "Deployment", release.fullname());
  }

  /** Versions of all that Helm applied. */
  private Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    for (ObjectNode object : release.manifest()) {
      JsonNode metadata = release.live(object).path("metadata");
      versions.put(
          object.path("kind").asText() + " " + metadata.path("name").asText(),
          metadata.path("resourceVersion").asText());
    }
    return versions;
  }

  @Test
  @Order(1)
  void anInstallIsReadyAndSaysWhatIsNext() {
    release = new HelmRelease(namespace);
    ProgramRun run = release.act("install", "--set", "namespaced=true");

    assertThat(run.orThrow())
        .contains("works in the namespace " + namespace.name())
        .contains("kubectl -n " + namespace.name() + " rollout status deployment/")
        .contains("kubectl -n " + namespace.name() + " get lease argo-rollouts-controller-lock")
        .contains("The CRDs are not the chart's")
        .contains("Nobody is told of aborted releases yet")
        .doesNotContain("no Gateway API");
    assertThat(deployment().at("/status/readyReplicas").asInt()).isEqualTo(2);
    namespace.await("one of its two pods may be evicted, not both", this::theBudgetCountsItsPods);
  }

  private boolean theBudgetCountsItsPods() {
    JsonNode status =
        namespace.read("policy/v1", "PodDisruptionBudget", release.fullname()).path("status");
    return status.path("expectedPods").asInt() == 2
        && status.path("disruptionsAllowed").asInt() == 1;
  }

  @Test
  @Order(2)
  void itsControllerTakesTheReadmesWayToACanaryWithTheRightsOfItsAccount() throws IOException {
    identity = release.identity();
    operator = release.operator(identity.kubeconfig());
    String manifest = Files.readString(Path.of("..", "samples", "hello.yaml"));
    namespace.apply(manifest);
    rollout().awaitPhase("Healthy");

    namespace.apply(manifest.replace("nginx:1.27-alpine", "nginx:1.28-alpine"));
    rollout().awaitPausedAt(1);
    assertThat(rollout().scales()).isEqualTo("1=3 2=1");
    rollout().promote();
    rollout().awaitPhase("Healthy");
    assertThat(rollout().scales()).isEqualTo("1=0 2=4");
  }

  @Test
  @Order(3)
  void anUpgradeWithoutAChangeWritesNothing() {
    namespace.await(
        "2 s without a write", () -> writesSince(Instant.now().minusSeconds(2)).isEmpty());
    Instant begin = Instant.now();
    Map<String, String> before = versions();
    String rollout = rollout().object().at("/metadata/resourceVersion").asText();

    release.act("upgrade", "--set", "namespaced=true").orThrow();

    assertThat(versions()).hasSizeGreaterThan(12).isEqualTo(before);
    assertThat(rollout().object().at("/metadata/resourceVersion").asText()).isEqualTo(rollout);
    assertThat(writesSince(begin)).extracting(AuditEntry::summary).isEmpty();
  }

  private List<AuditEntry> writesSince(Instant from) {
    return namespace.cluster().audit().writes(identity.user(), from, Instant.MAX);
  }

  @Test
  @Order(4)
  void anUpgradeChangesWhatTheValuesSayAndARollbackTakesItBack() {
    release
        .act(
            "upgrade",
            "--set",
            "namespaced=true",
            "--set",
            "replicas=3",
            "--set",
            "log.level=debug")
        .orThrow();
    assertThat(deployment().at("/status/readyReplicas").asInt()).isEqualTo(3);
    assertThat(deployment().at("/spec/template/spec/containers/0/args").toString())
        .contains("--loglevel=debug");

    release.helm("rollback", release.name(), "2", "--wait").orThrow();
    assertThat(deployment().at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(deployment().at("/spec/template/spec/containers/0/args").toString())
        .doesNotContain("--loglevel=debug");
    assertThat(rollout().phase()).isEqualTo("Healthy");
  }

  @Test
  @Order(5)
  void aWrongValueStopsAnUpgradeBeforeAnythingIsWritten() {
    Map<String, String> before = versions();

    ProgramRun run = release.act("upgrade", "--set", "replicas=many");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem()).contains("at '/replicas': got string, want integer");
    assertThat(versions()).isEqualTo(before);
  }

  /** As by {@code kubectl scale}. */
  @Test
  @Order(6)
  void whatSomebodyChangedByHandIsOverwrittenOnlyWhereThatIsAsked() {
    namespace.patch("apps/v1", "Deployment", release.fullname(), "{spec: {replicas: 1}}");

    ProgramRun run = release.act("upgrade", "--set", "namespaced=true");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem()).contains("conflict with \"", ": .spec.replicas");
    assertThat(deployment().at("/spec/replicas").asInt()).isEqualTo(1);
    release.act("upgrade", "--set", "namespaced=true", "--force-conflicts").orThrow();
    assertThat(deployment().at("/spec/replicas").asInt()).isEqualTo(2);
  }

  @Test
  @Order(7)
  void anUninstallLeavesTheWorkloadsServing() {
    List<ObjectNode> objects = release.manifest();
    List<JsonNode> pods = namespace.pods(Map.of("app", "hello"));
    operator.terminate(Duration.ofSeconds(10));

    release.helm("uninstall", release.name(), "--wait").orThrow();

    assertThat(objects).allMatch(object -> release.live(object).isMissingNode());
    assertThat(rollout().phase()).isEqualTo("Healthy");
    assertThat(rollout().scales()).isEqualTo("1=0 2=4");
    assertThat(namespace.pods(Map.of("app", "hello")))
        .extracting(pod -> pod.at("/metadata/uid").asText())
        .containsExactlyInAnyOrderElementsOf(
            pods.stream().map(pod -> pod.at("/metadata/uid").asText()).toList());
    assertThat(namespace.pods(Map.of("app", "hello"))).allMatch(TestNamespace::isReady);
  }
}
