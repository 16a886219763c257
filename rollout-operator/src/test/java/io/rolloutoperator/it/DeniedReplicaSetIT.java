package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A policy of the cluster denies the ReplicaSet of an update, and then does so no more. */
@RequiresCluster
@Execution(ExecutionMode.CONCURRENT)
class DeniedReplicaSetIT {
  private static final String ADMISSION = "admissionregistration.k8s.io/v1";
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
    deny("template", "false");
    namespace.await("the policy is in force", () -> probe("template", "?dryRun=All") == 422);
    rollout.version("v2");
    rollout.awaitPhase("Degraded");
    assertThat(rollout.message())
        .startsWith("InvalidSpec: The Rollout \"template\" is invalid: ")
        .contains("denied by the test");
    assertThat(rollout.scales()).isEqualTo("1=2");

    allow("template");
    rollout.awaitPausedAt(1);
    assertThat(rollout.scales()).isEqualTo("1=1 2=1");
    assertThat(rollout.reason("InvalidSpec")).isEmpty();
  }

  @Test
  @ExpectWarnings("ReplicaSetCreateError")
  void anUpdateWhoseReplicaSetIsDeniedIsToldAndBeginsWhenItIsAllowed() {
    LiveRollout rollout = LiveRollout.deploy(namespace, "creation", 2, STEPS);
    deny("creation", "request.dryRun");
    namespace.await("the policy is in force", () -> probe("creation", "") == 422);
    rollout.version("v2");
    rollout.await("told", _ -> rollout.reason("Progressing").equals("ReplicaSetCreateError"));
    assertThat(rollout.scales()).isEqualTo("1=2");

    allow("creation");
    rollout.awaitPausedAt(1);
    assertThat(rollout.scales()).isEqualTo("1=1 2=1");
  }

  /** Denies ReplicaSets of an app from version v2 on unless this expression holds. */
  private void deny(String app, String unless) {
    namespace.apply(
        """
        apiVersion: %1$s
        kind: ValidatingAdmissionPolicy
        metadata: {name: %2$s}
        spec:
          matchConstraints:
            namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %3$s}}
            resourceRules:
            - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [replicasets]}
          validations:
          - expression: "object.spec.template.metadata.labels.app != '%4$s' || %5$s"
            message: denied by the test
        ---
        apiVersion: %1$s
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: %2$s}
        spec: {policyName: %2$s, validationActions: [Deny]}
        """
            .formatted(ADMISSION, policy(app), namespace.name(), app, unless));
  }

  private void allow(String app) {
    namespace.delete(ADMISSION, "ValidatingAdmissionPolicyBinding", policy(app));
    namespace.delete(ADMISSION, "ValidatingAdmissionPolicy", policy(app));
  }

  private String policy(String app) {
    return namespace.name() + "-" + app;
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
