package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.health.HealthRules;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of which kinds a watch shows metadata only. */
class DetailTest {

  @ParameterizedTest
  @CsvSource({
    "v1, ConfigMap",
    "v1, Secret",
    "v1, ServiceAccount",
    "v1, LimitRange",
    "v1, Endpoints",
    "rbac.authorization.k8s.io/v1, Role",
    "rbac.authorization.k8s.io/v1, RoleBinding",
    "rbac.authorization.k8s.io/v1, ClusterRole",
    "rbac.authorization.k8s.io/v1, ClusterRoleBinding",
    "networking.k8s.io/v1, NetworkPolicy",
    "networking.k8s.io/v1, IngressClass",
    "discovery.k8s.io/v1, EndpointSlice",
    "storage.k8s.io/v1, StorageClass",
    "storage.k8s.io/v1, CSIDriver",
    "scheduling.k8s.io/v1, PriorityClass",
    "node.k8s.io/v1, RuntimeClass",
    "admissionregistration.k8s.io/v1, MutatingWebhookConfiguration",
    "admissionregistration.k8s.io/v1, ValidatingWebhookConfiguration",
    "admissionregistration.k8s.io/v1, ValidatingAdmissionPolicyBinding",
    "admissionregistration.k8s.io/v1, MutatingAdmissionPolicy",
    "admissionregistration.k8s.io/v1, MutatingAdmissionPolicyBinding"
  })
  void whatHasNoStatusIsWatchedByItsMetadataAndIsHealthyByThat(String apiVersion, String kind) {
    ObjectNode whole = object(apiVersion, kind);
    ObjectNode shown = Detail.METADATA.shown(whole);

    assertThat(Detail.of(ObjectId.of(whole))).isEqualTo(Detail.METADATA);
    assertThat(HealthRules.of(shown, Fixture.NOW).state()).isEqualTo(Health.State.CURRENT);
    assertThat(HealthRules.currentAtOnce(ObjectId.of(whole))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "v1, Service",
    "v1, Namespace",
    "v1, Pod",
    "v1, PodTemplate",
    "v1, PersistentVolumeClaim",
    "v1, ResourceQuota",
    "apps/v1, Deployment",
    "apps/v1, ReplicaSet",
    "autoscaling/v2, HorizontalPodAutoscaler",
    "batch/v1, CronJob",
    "policy/v1, PodDisruptionBudget",
    "networking.k8s.io/v1, Ingress",
    "gateway.networking.k8s.io/v1, HTTPRoute",
    "apiextensions.k8s.io/v1, CustomResourceDefinition",
    "apiregistration.k8s.io/v1, APIService",
    "admissionregistration.k8s.io/v1, ValidatingAdmissionPolicy",
    "argoproj.io/v1alpha1, Rollout",
    "argoproj.io/v1alpha1, AnalysisTemplate",
    "keda.sh/v1alpha1, ScaledObject",
    "example.org/v1, ConfigMap",
    "example.org/v1, Secret"
  })
  void whatHasAStatusOrIsMergedIsWatchedWhole(String apiVersion, String kind) {
    ObjectNode whole = object(apiVersion, kind);

    assertThat(Detail.of(ObjectId.of(whole))).isEqualTo(Detail.WHOLE);
    assertThat(Detail.WHOLE.shown(whole)).isSameAs(whole);
  }

  @ParameterizedTest
  @CsvSource({"ConfigMap, data", "Secret, data", "Secret, stringData", "ServiceAccount, secrets"})
  void metadataSaysWhatAnApplyRemembers(String kind, String field) {
    ObjectNode whole = object("v1", kind);
    whole.putObject(field).put("key", "value");
    whole
        .withObject("/metadata")
        .put("uid", "u")
        .put("resourceVersion", "7")
        .putArray("managedFields")
        .addObject()
        .put("manager", "kubectl");
    whole.withObject("/metadata/annotations").put("a", "b");
    ObjectNode before = whole.deepCopy();
    ObjectNode shown = Detail.METADATA.shown(whole);

    assertThat(AppliedState.of("hash", shown)).isEqualTo(AppliedState.of("hash", whole));
    assertThat(shown.fieldNames()).toIterable().containsExactly("apiVersion", "kind", "metadata");
    assertThat(shown.path("metadata").has("managedFields")).isFalse();
    assertThat(whole).isEqualTo(before);
  }

  private static ObjectNode object(String apiVersion, String kind) {
    return yaml(
        "{apiVersion: %s, kind: %s, metadata: {name: a, labels: {b: c}}}"
            .formatted(apiVersion, kind));
  }
}
