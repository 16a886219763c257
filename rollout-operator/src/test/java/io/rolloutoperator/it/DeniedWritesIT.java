package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A policy of the cluster denies writes in the middle of an update, and then does so no more. */
@RequiresCluster
@OnAnyCluster
@ExpectWarnings("ReconciliationError")
@Execution(ExecutionMode.CONCURRENT)
class DeniedWritesIT {
  private static final String STEPS =
      "[{setWeight: 20}, {pause: {}}, {setWeight: 40}, {pause: {}}]";

  private final TestNamespace namespace;

  DeniedWritesIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    ShippedOperator.start(namespace);
  }

  @Test
  void aDeniedScaleIsToldAndLeavesTrafficAloneUntilItIsAllowed() {
    LiveRollout rollout = paused("scaled");
    String path = "/apis/apps/v1/namespaces/" + namespace.name() + "/replicasets/";
    String name = rollout.replicaSets().getFirst().path("metadata").path("name").asText();
    DenyingPolicy policy =
        deny("scaled", "apps", "replicasets", "object.spec.replicas == oldObject.spec.replicas");
    awaitDenied(path + name, "{spec: {replicas: 9}}");
    staysUntilLifted(rollout, policy);
  }

  @Test
  void aDeniedRouteIsToldAndLeavesTrafficAloneUntilItIsAllowed() {
    LiveRollout rollout = paused("routed");
    String path = "/apis/" + LiveRoute.GATEWAY + "/namespaces/" + namespace.name() + "/httproutes/";
    DenyingPolicy policy =
        deny("routed", "gateway.networking.k8s.io", "httproutes", "object.spec == oldObject.spec");
    awaitDenied(path + "routed", "{spec: {hostnames: [denied.example.com]}}");
    staysUntilLifted(rollout, policy);
  }

  private LiveRollout paused(String app) {
    LiveRollout rollout = LiveRoute.apply(namespace, app).deploy(5, STEPS);
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    return rollout;
  }

  private void staysUntilLifted(LiveRollout rollout, DenyingPolicy policy) {
    String app = policy.app();
    LiveRoute route = new LiveRoute(namespace, app);
    rollout.promote();
    rollout.awaitPhase("Degraded");
    assertThat(rollout.message())
        .startsWith("ReconciliationError: ")
        .contains(DenyingPolicy.MESSAGE);
    assertThat(rollout.reason("ReconciliationError")).isEqualTo("ReconciliationError");
    assertThat(rollout.reason("Progressing")).isNotEqualTo("ReconciliationError");
    othersGoOn(app);
    assertThat(route.weights()).isEqualTo("80 20");
    assertThat(warnings(app)).isEqualTo(1);

    policy.lift();
    rollout.awaitPausedAt(3);
    assertThat(route.weights()).isEqualTo("60 40");
    assertThat(rollout.scales()).isEqualTo("1=5 2=2");
    assertThat(rollout.reason("ReconciliationError")).isEmpty();
    assertThat(rollout.phase()).isEqualTo("Paused");
  }

  /** Waits until the policy denies this change, which is not carried out. */
  private void awaitDenied(String path, String change) {
    namespace.await(
        "the policy is in force",
        () ->
            namespace
                    .cluster()
                    .api()
                    .patch(path + "?dryRun=All", Api.Patch.MERGE, Json.yaml(change).getFirst())
                    .status()
                == 422);
  }

  /** Another Rollout is deployed meanwhile. */
  private void othersGoOn(String app) {
    LiveRollout.deploy(namespace, "beside-" + app, 1, "{}");
  }

  private long warnings(String app) {
    return namespace.events().stream()
        .filter(event -> event.path("reason").asText().equals("ReconciliationError"))
        .filter(event -> event.path("involvedObject").path("name").asText().equals(app))
        .peek(
            event ->
                assertThat(event.path("message").asText())
                    .startsWith("Reconciliation failed with error: ")
                    .contains(DenyingPolicy.MESSAGE))
        .count();
  }

  /** Denies changes of objects of the app unless this expression holds. */
  private DenyingPolicy deny(String app, String group, String resource, String unless) {
    return DenyingPolicy.of(
        namespace,
        app,
        "apiGroups: [%s], apiVersions: ['*'], operations: [UPDATE], resources: [%s]"
            .formatted(group, resource),
        "!object.metadata.name.startsWith('%s') || %s".formatted(app, unless));
  }
}
