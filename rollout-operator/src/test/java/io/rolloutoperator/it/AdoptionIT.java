package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.OnTestClusterOnly;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a Rollout takes for its own, and what it lets go. */
@RequiresCluster
@OnAnyCluster
@Order(1) // begins early, as it takes long
@Execution(ExecutionMode.SAME_THREAD)
class AdoptionIT {
  private static final String APPS = "apps/v1";
  private static final String STEPS = "{steps: [{setWeight: 50}]}";

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  AdoptionIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = ShippedOperator.start(namespace);
  }

  @Test
  @OnTestClusterOnly("the audit log")
  void aRolloutMadeAnewTakesItsReplicaSetsOverWithTheirPods() {
    LiveRollout rollout = LiveRollout.deploy(namespace, "anew", 2, STEPS);
    rollout.version("v2");
    rollout.awaitPhase("Healthy");
    namespace.await(
        "the pods of the old version are gone",
        () -> namespace.pods(Map.of("app", "anew")).size() == 2);
    List<String> sets = uids(rollout.replicaSets());
    List<String> pods = uids(namespace.pods(Map.of("app", "anew")));
    deleteAlone(rollout);
    namespace.await("ReplicaSets without an owner", () -> rollout.replicaSets().isEmpty());

    Instant begin = Instant.now();
    namespace.apply(RolloutManifest.of("anew", 2, AppContainer.of(namespace, "v2"), STEPS));
    rollout.awaitPhase("Healthy");

    assertThat(uids(rollout.replicaSets())).isEqualTo(sets);
    assertThat(rollout.scales()).isEqualTo("1=0 2=2");
    assertThat(uids(namespace.pods(Map.of("app", "anew")))).containsExactlyElementsOf(pods);
    assertThat(operator.writesSince(begin))
        .extracting(AuditEntry::summary)
        .noneMatch(summary -> summary.startsWith("create replicasets"));
    namespace.await(
        "2 s without a write", () -> operator.writesSince(Instant.now().minusSeconds(2)).isEmpty());
  }

  @Test
  void anOrphanThatAppearsLaterIsAdoptedAndScaledDown() {
    LiveRollout rollout = LiveRollout.deploy(namespace, "late", 1, STEPS);
    namespace.apply(replicaSet("late-left-over", "late", "leftover"));
    namespace.await(
        "adopted and without pods",
        () ->
            rollout.replicaSets().stream()
                .filter(rs -> rs.path("metadata").path("name").asText().equals("late-left-over"))
                .anyMatch(rs -> rs.path("spec").path("replicas").asInt() == 0));

    rollout.awaitPhase("Healthy");
    assertThat(rollout.replicaSets()).hasSize(2);
  }

  @Test
  void whatItNoLongerSelectsIsReleasedAndUpdatesGoOn() {
    LiveRollout rollout = LiveRollout.deploy(namespace, "let-go", 1, STEPS);
    rollout.version("v2");
    rollout.awaitPhase("Healthy");
    String old = rollout.replicaSets().getFirst().path("metadata").path("name").asText();
    namespace.patch(APPS, "ReplicaSet", old, "{metadata: {labels: {app: somebody-elses}}}");
    namespace.await("released", () -> rollout.replicaSets().size() == 1);

    rollout.version("v3");
    rollout.awaitPhase("Healthy");
    assertThat(rollout.scales()).isEqualTo("2=0 3=1");
    JsonNode left = namespace.read(APPS, "ReplicaSet", old).path("metadata");
    assertThat(left.path("ownerReferences")).isEmpty();
    assertThat(left.has("deletionTimestamp")).isFalse();
  }

  @Test
  void aServiceThatIsNoLongerNamedIsReleasedAndUpdatesGoOn() {
    namespace.apply(service("named-stable"));
    LiveRollout rollout =
        LiveRollout.deploy(namespace, "named", 1, "{stableService: named-stable, steps: []}");
    namespace.await(
        "the Service selects the revision", () -> manager("named-stable").equals("named"));
    rollout.patch("{spec: {strategy: {canary: {stableService: null}}}}");
    namespace.await("the Service is released", () -> manager("named-stable").isEmpty());

    rollout.version("v2");
    rollout.awaitPhase("Healthy");
    assertThat(rollout.scales()).isEqualTo("1=0 2=1");
  }

  @Test
  void theServiceOfARolloutThatIsGoneIsReleased() {
    namespace.apply(service("left-stable"));
    LiveRollout rollout =
        LiveRollout.deploy(namespace, "left", 1, "{stableService: left-stable, steps: []}");
    namespace.await(
        "the Service selects the revision", () -> manager("left-stable").equals("left"));

    namespace.delete(LiveRollout.API, "Rollout", rollout.name());

    namespace.await("the Service is released", () -> manager("left-stable").isEmpty());
    assertThat(namespace.read("v1", "Service", "left-stable").path("spec").path("selector"))
        .isEqualTo(Json.yaml("{app: left}").getFirst());
  }

  private String manager(String service) {
    return namespace
        .read("v1", "Service", service)
        .path("metadata")
        .path("annotations")
        .path("argo-rollouts.argoproj.io/managed-by-rollouts")
        .asText();
  }

  private void deleteAlone(LiveRollout rollout) {
    String path =
        "/apis/%s/namespaces/%s/rollouts/%s"
            .formatted(LiveRollout.API, namespace.name(), rollout.name());
    try {
      namespace
          .cluster()
          .api()
          .delete(path, Json.object().put("propagationPolicy", "Orphan"))
          .orThrow("delete " + rollout.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    namespace.await("the Rollout is gone", () -> rollout.object().isMissingNode());
  }

  private static List<String> uids(List<JsonNode> objects) {
    return objects.stream().map(object -> object.path("metadata").path("uid").asText()).toList();
  }

  private static String service(String name) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s}
    spec: {selector: {app: %s}, ports: [{port: 80}]}
    """
        .formatted(name, name.substring(0, name.indexOf('-')));
  }

  private String replicaSet(String name, String app, String hash) {
    return """
    apiVersion: apps/v1
    kind: ReplicaSet
    metadata: {name: %1$s, labels: {app: %2$s, rollouts-pod-template-hash: %3$s}}
    spec:
      replicas: 1
      selector: {matchLabels: {app: %2$s, rollouts-pod-template-hash: %3$s}}
      template:
        metadata: {labels: {app: %2$s, rollouts-pod-template-hash: %3$s}}
        spec: {containers: [%4$s]}
    """
        .formatted(name, app, hash, AppContainer.of(namespace, "old"));
  }
}
