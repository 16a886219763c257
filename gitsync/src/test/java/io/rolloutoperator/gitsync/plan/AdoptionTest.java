package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose object it is, and whose fields are taken over. */
class AdoptionTest {

  private static final String EDIT =
      "{manager: %s, operation: %s, subresource: '%s', fieldsType: FieldsV1, fieldsV1: {'f:spec': {'f:a': {}}}}";

  private static ObjectNode live(String kind, String managers, String annotations) {
    return yaml(
        """
        {apiVersion: x/v1, kind: %s, metadata: {name: a, namespace: shop, resourceVersion: '7',
         annotations: {%s}, managedFields: [%s]}}
        """
            .formatted(kind, annotations, managers));
  }

  @ParameterizedTest
  @CsvSource({
    "kubectl, Update, '', true",
    "kubectl-client-side-apply, Update, '', true",
    "kubectl-edit, Update, '', true",
    "before-first-apply, Update, '', true",
    "helm, Update, '', true",
    "argocd-controller, Update, '', true",
    "kustomize-controller, Update, '', true",
    "kubectl, Apply, '', false",
    "kubectl, Update, scale, false",
    "kubectl, Update, status, false",
    "kube-controller-manager, Update, '', false",
    "rollout-operator, Update, '', false",
    "rollout-operator-gitsync, Apply, '', false"
  })
  void fieldsOfPredecessorsAreTakenOver(
      String manager, String operation, String subresource, boolean taken) {
    ObjectNode live = live("A", EDIT.formatted(manager, operation, subresource), "");

    assertThat(Adoption.patch(live).isPresent()).isEqualTo(taken);
  }

  @Test
  void thePatchTestsTheVersionAndJoinsTheFields() {
    String ours =
        "{manager: rollout-operator-gitsync, operation: Apply, apiVersion: x/v1, fieldsType: FieldsV1,"
            + " fieldsV1: {'f:spec': {'f:b': {}}}}";
    ObjectNode live =
        live(
            "A",
            EDIT.formatted("kubectl-edit", "Update", "") + "," + ours,
            "kubectl.kubernetes.io/last-applied-configuration: x");

    assertThat(Adoption.patch(live).orElseThrow())
        .isEqualTo(
            yaml("""
                    x:
                      - {op: test, path: /metadata/resourceVersion, value: '7'}
                      - op: replace
                        path: /metadata/managedFields
                        value:
                          - {manager: rollout-operator-gitsync, operation: Apply, apiVersion: x/v1,
                             fieldsType: FieldsV1, fieldsV1: {'f:spec': {'f:b': {}, 'f:a': {}}}}
                      - {op: remove, path: /metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration}
                    """)
                .path("x"));
  }

  @Test
  void whatAPersonDoesToARolloutStaysTheirs() {
    String pause =
        "{manager: kubectl-patch, operation: Update, fieldsType: FieldsV1,"
            + " fieldsV1: {'f:spec': {'f:paused': {}%s}}}";
    ObjectNode live = live("Rollout", pause.formatted(""), "");
    live.put("apiVersion", "argoproj.io/v1alpha1");
    assertThat(Adoption.patch(live)).isEmpty();

    ObjectNode more = live("Rollout", pause.formatted(", 'f:replicas': {}"), "");
    more.put("apiVersion", "argoproj.io/v1alpha1");
    JsonNode entries = Adoption.patch(more).orElseThrow().path(1).path("value");
    assertThat(entries.path(0).path("fieldsV1")).isEqualTo(yaml("{'f:spec': {'f:paused': {}}}"));
    assertThat(entries.path(1).path("fieldsV1")).isEqualTo(yaml("{'f:spec': {'f:replicas': {}}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | ''",
        "{labels: {rollout-operator.io/sync: LABEL}} | ''",
        "{labels: {rollout-operator.io/sync: other}} | another unit",
        "{labels: {rollout-operator.io/sync: other}, annotations: {rollout-operator.io/sync-owner: GitSync/team-b/shop}} | GitSync team-b/shop",
        "{labels: {rollout-operator.io/sync: LABEL, kustomize.toolkit.fluxcd.io/name: a}} | ''",
        "{labels: {kustomize.toolkit.fluxcd.io/name: a, kustomize.toolkit.fluxcd.io/namespace: b}} | Kustomization b/a",
        "{labels: {helm.toolkit.fluxcd.io/name: a, helm.toolkit.fluxcd.io/namespace: b}} | HelmRelease b/a",
        "{annotations: {argocd.argoproj.io/tracking-id: 'shop:apps/Deployment:x/y'}} | Application shop",
        "{annotations: {meta.helm.sh/release-name: a, meta.helm.sh/release-namespace: b}} | Helm release b/a"
      })
  void anotherOwnerIsNamed(String metadata, String owner) {
    ObjectNode live =
        yaml("{kind: A, metadata: %s}".formatted(metadata.replace("LABEL", Fixture.LABEL)));
    live.withObjectProperty("metadata").put("name", "x");

    assertThat(new ObjectOwner(Fixture.LABEL, false).conflict(live).orElse(""))
        .isEqualTo(owner.isEmpty() ? "" : "A x is owned by " + owner);
  }
}
