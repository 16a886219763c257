package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A policy of the cluster denies the ReplicaSet of an update, and then does so no more. */
@RequiresCluster
@OnAnyCluster
@Execution(ExecutionMode.CONCURRENT)
class DeniedReplicaSetIT {
  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}]}";

  private final TestNamespace namespace;

  DeniedReplicaSetIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    ShippedOperator.start(namespace);
  }

  @Test
  void anUpdateWhoseTemplateIsDeniedIsToldAndBeginsWhenItIsAllowed() {
    LiveRollout rollout = LiveRollout.deploy(namespace, "template", 2, STEPS);
    DenyingPolicy policy = deny("template", "false");
    namespace.await("the policy is in force", () -> probe("template", "?dryRun=All") == 422);
    rollout.version("v2");
    rollout.awaitPhase("Degraded");
    assertThat(rollout.message())
        .startsWith("InvalidSpec: The Rollout \"template\" is invalid: ")
        .contains(DenyingPolicy.MESSAGE);
    assertThat(rollout.scales()).isEqualTo("1=2");

    policy.lift();
    rollout.awaitPausedAt(1);
    assertThat(rollout.scales()).isEqualTo("1=1 2=1");
    assertThat(rollout.reason("InvalidSpec")).isEmpty();
  }

  @Test
  @ExpectWarnings("ReplicaSetCreateError")
  void anUpdateWhoseReplicaSetIsDeniedIsToldAndBeginsWhenItIsAllowed() {
    LiveRollout rollout = LiveRollout.deploy(namespace, "creation", 2, STEPS);
    DenyingPolicy policy = deny("creation", "request.dryRun");
    namespace.await("the policy is in force", () -> probe("creation", "") == 422);
    rollout.version("v2");
    rollout.await("told", _ -> rollout.reason("Progressing").equals("ReplicaSetCreateError"));
    assertThat(rollout.scales()).isEqualTo("1=2");

    policy.lift();
    rollout.awaitPausedAt(1);
    assertThat(rollout.scales()).isEqualTo("1=1 2=1");
  }

  /** Denies ReplicaSets of an app unless this expression holds. */
  private DenyingPolicy deny(String app, String unless) {
    return DenyingPolicy.of(
        namespace,
        app,
        "apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [replicasets]",
        "object.spec.template.metadata.labels.app != '%s' || %s".formatted(app, unless));
  }

  /** Tries to create a ReplicaSet of that app and returns the HTTP status of the answer. */
  private int probe(String app, String query) throws IOException {
    String path = "/apis/apps/v1/namespaces/" + namespace.name() + "/replicasets";
    return namespace
        .cluster()
        .api()
        .post(
            path + query,
            Json.yaml(
                    """
                    apiVersion: apps/v1
                    kind: ReplicaSet
                    metadata: {generateName: probe-}
                    spec:
                      replicas: 0
                      selector: {matchLabels: {app: %1$s, probe: only}}
                      template:
                        metadata: {labels: {app: %1$s, probe: only}}
                        spec: {containers: [{name: main, image: a}]}
                    """
                        .formatted(app))
                .getFirst())
        .status();
  }
}
