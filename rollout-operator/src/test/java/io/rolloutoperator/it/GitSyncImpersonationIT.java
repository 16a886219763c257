package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.junit.ExpectErrors;
import io.rolloutoperator.testkit.junit.ExpectRefusals;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A unit can do what its account may do, and nothing else, whatever the operator may do. */
@RequiresCluster
@ExpectErrors("will stop")
@ExpectWarnings({"Forbidden", "ImpersonationFailed"})
@ExpectRefusals("cannot impersonate")
class GitSyncImpersonationIT {
  private static final Set<String> ONLY_OF_UNITS = Set.of("configmaps", "secrets", "deployments");
  private static ShippedOperator operator;

  /** Deployments are read, as somebody forgot the rest. */
  private static final String ROLE =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: gitsync}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: ["*"]}
        - {apiGroups: [apps], resources: [deployments, replicasets], verbs: [get, list, watch]}
        - {apiGroups: [argoproj.io], resources: [rollouts], verbs: [get, list, watch]}
        - {apiGroups: [autoscaling], resources: [horizontalpodautoscalers], verbs: [list, watch]}
      """;

  private final TestNamespace namespace;

  GitSyncImpersonationIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startOperator(namespace);
    namespace.apply(ROLE);
  }

  @Test
  void whatAnAccountMayNotDoIsNotDoneAndOtherUnitsGoOn() {
    try (LiveGitSync fine = follow("fine", GitManifests.map("fine", "1"), "");
        LiveGitSync tooMuch = follow("too-much", GitManifests.deployment("web", "v1", 1), "");
        LiveGitSync nobody =
            follow("nobody", GitManifests.map("nobody", "1"), "serviceAccountName: other")) {
      fine.awaitReady(fine.repository().head());
      tooMuch.awaitNotReady("Forbidden");
      assertThat(tooMuch.condition("Ready"))
          .isEqualTo(
              "False Forbidden: system:serviceaccount:%1$s:gitsync cannot patch deployments.apps in"
                  + " namespace %1$s",
              namespace.name());
      assertThat(tooMuch.condition("Stalled")).startsWith("True Forbidden");
      nobody.awaitNotReady("ImpersonationFailed");
      assertThat(nobody.condition("Ready"))
          .contains("ServiceAccount " + namespace.name() + "/other");
      assertThat(namespace.read("v1", "ConfigMap", "nobody").isMissingNode()).isTrue();

      fine.awaitReady(fine.push(Map.of("a.yaml", GitManifests.map("fine", "2")), "goes on"));
      withoutAccount(fine);
    }
    everyRequestWasMadeWithTheRightsOfTheAccount();
  }

  /** The account goes and comes back; a unit that is deleted meanwhile is not kept for ever. */
  private void withoutAccount(LiveGitSync fine) {
    try (LiveGitSync leaving = follow("leaving", GitManifests.map("left", "1"), "")) {
      leaving.awaitReady(leaving.repository().head());
      namespace.delete("v1", "ServiceAccount", "gitsync");
      namespace.delete("rbac.authorization.k8s.io/v1", "RoleBinding", "gitsync");
      fine.push(Map.of("a.yaml", GitManifests.map("fine", "3")), "nobody may do it");
      fine.awaitNotReady("ImpersonationFailed");
      assertThat(fine.condition("Ready"))
          .isEqualTo(
              "False ImpersonationFailed: ServiceAccount %s/gitsync not found", namespace.name());
      namespace.delete("rollout-operator.io/v1alpha1", "GitSync", "leaving");
      namespace.await("the unit is gone", () -> leaving.read().isMissingNode());
      assertThat(namespace.read("v1", "ConfigMap", "left").isMissingNode()).isFalse();
    }
    namespace.apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: gitsync}}");
    namespace.apply(
        """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: gitsync}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gitsync}
      subjects: [{kind: ServiceAccount, name: gitsync, namespace: %s}]
      """
            .formatted(namespace.name()));
    fine.poke();
    fine.awaitReady(fine.repository().head());
    namespace.patch("v1", "ConfigMap", "fine", "{data: {value: hand-made}}");
    namespace.await(
        "drift is seen again",
        () -> namespace.read("v1", "ConfigMap", "fine").at("/data/value").asText().equals("3"));
  }

  private void everyRequestWasMadeWithTheRightsOfTheAccount() {
    List<AuditEntry> requests =
        namespace.cluster().audit().of(operator.identity().user()).stream()
            .filter(entry -> !entry.message().contains("cannot impersonate"))
            .toList();
    String account = "system:serviceaccount:" + namespace.name() + ":gitsync";
    assertThat(requests.stream().filter(entry -> ONLY_OF_UNITS.contains(entry.resource())))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.actingAs()).as(entry.summary()).isEqualTo(account));
    assertThat(requests.stream().filter(entry -> entry.isWrite() && !entry.isHousekeeping()))
        .filteredOn(entry -> !entry.isImpersonated())
        .extracting(entry -> entry.resource())
        .containsOnly("gitsyncs", "gitsyncs/status");
  }

  private LiveGitSync follow(String name, String file, String moreSpec) {
    return LiveGitSync.follow(namespace, name, Map.of("a.yaml", file), moreSpec);
  }
}
