package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Commits that bring the kinds and the namespaces of their own objects. */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings({"ValidationFailed", "PruneBlocked", "ApplyFailed"})
class GitSyncPrerequisitesIT {
  private static final String WIDGET = "prerequisites.example.org/v1";
  private static final String DEFINITION = "widgets.prerequisites.example.org";
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";

  private static final String KIND =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.prerequisites.example.org}
      spec:
        group: prerequisites.example.org
        names: {kind: Widget, plural: widgets}
        scope: Namespaced
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec: {type: object, properties: {size: {type: integer}}}
      """;

  private static ShippedOperator operator;

  private final TestNamespace namespace;
  private final Api api;

  GitSyncPrerequisitesIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.api = namespace.cluster().api();
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startOperator(namespace);
    namespace.apply(rights(namespace.name()));
  }

  /** The account may also make kinds, and objects in any namespace. */
  private static String rights(String namespace) {
    return """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: %1$s-gitsync}
      rules:
        - {apiGroups: [""], resources: [configmaps, namespaces], verbs: ["*"]}
        - {apiGroups: [apiextensions.k8s.io], resources: [customresourcedefinitions], verbs: ["*"]}
        - {apiGroups: [prerequisites.example.org], resources: [widgets], verbs: ["*"]}
        - {apiGroups: [argoproj.io], resources: [rollouts], verbs: [get, list, watch]}
        - {apiGroups: [autoscaling], resources: [horizontalpodautoscalers], verbs: [list, watch]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: %1$s-gitsync}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s-gitsync}
      subjects: [{kind: ServiceAccount, name: gitsync, namespace: %1$s}]
      """
        .formatted(namespace);
  }

  @AfterAll
  static void removeTheNamespaces(TestNamespace namespace) throws IOException {
    for (String made : List.of("filled", "overridden")) {
      String path = "/api/v1/namespaces/" + namespace.name() + "-" + made;
      namespace.cluster().api().delete(path, Json.object());
    }
  }

  @Test
  void aKindAndAnObjectOfItArriveTogether() throws IOException {
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, "kinds", Map.of("a.yaml", widget("1"), "z.yaml", KIND), "")) {
      sync.awaitReady(sync.repository().head());
      assertThat(size()).isEqualTo(1);
      noWidgetWasTriedBeforeItsKind();

      sync.push(Map.of("a.yaml", widget("large"), "b.yaml", GitManifests.map("b", "1")), "wrong");
      sync.awaitNotReady("ValidationFailed: Widget " + namespace.name() + "/w (a.yaml:1): ");
      assertThat(namespace.read("v1", "ConfigMap", "b").isMissingNode()).isTrue();

      String second = sync.push(Map.of("a.yaml", widget("2"), "z.yaml", "# gone\n"), "fewer");
      sync.awaitNotReady(
          "PruneBlocked: would delete CustomResourceDefinition %s; approve with annotation %s: %s"
              .formatted(DEFINITION, "rollout-operator.io/approve-prune", second));
      assertThat(size()).isEqualTo(2);
      String third = sync.push(Map.of("z.yaml", KIND), "back");
      sync.awaitReady(third);
      comesBackWithItsObjects();
      sync.awaitReady(third);

      remove("kinds", sync);
      namespace.await("the kind goes along", () -> read(DEFINITIONS + DEFINITION).isMissingNode());
    }
  }

  private void remove(String unit, LiveGitSync sync) {
    namespace.delete("rollout-operator.io/v1alpha1", "GitSync", unit);
    namespace.await("the unit is gone", () -> sync.read().isMissingNode());
  }

  private void comesBackWithItsObjects() throws IOException {
    String uid = read(DEFINITIONS + DEFINITION).at("/metadata/uid").asText();
    api.delete(DEFINITIONS + DEFINITION, Json.object()).orThrow("removal by hand");
    namespace.await(
        "the kind and its object come back",
        () -> {
          String now = read(DEFINITIONS + DEFINITION).at("/metadata/uid").asText();
          return !now.isEmpty() && !now.equals(uid) && size() == 2;
        });
  }

  private void noWidgetWasTriedBeforeItsKind() {
    List<AuditEntry> patches =
        namespace.cluster().audit().of(operator.identity().user()).stream()
            .filter(entry -> entry.verb().equals("patch"))
            .filter(entry -> List.of(DEFINITION, "w").contains(entry.name()))
            .toList();
    assertThat(patches)
        .extracting(entry -> entry.resource() + (entry.dryRun() ? " dry" : ""))
        .containsSubsequence(
            "customresourcedefinitions dry", "customresourcedefinitions", "widgets dry", "widgets");
    assertThat(patches.stream().filter(entry -> entry.name().equals("w")))
        .allMatch(AuditEntry::isDone);
  }

  @Test
  void aNamespaceIsMadeForTheObjectsAndStays() {
    String target = namespace.name() + "-filled";
    try (LiveGitSync sync =
        LiveGitSync.follow(
            namespace,
            "filling",
            Map.of(
                "a.yaml",
                GitManifests.map("placed", "1"),
                "b.yaml",
                GitManifests.map("explicit", "1", ", namespace: " + namespace.name())),
            """
            targetNamespace: %s
              createNamespace: true
              namespaceMetadata: {labels: {team: shop}, annotations: {note: made}}
            """
                .formatted(target))) {
      sync.awaitReady(sync.repository().head());
      JsonNode made = read("/api/v1/namespaces/" + target);
      assertThat(made.at("/metadata/labels/team").asText()).isEqualTo("shop");
      assertThat(made.at("/metadata/annotations/note").asText()).isEqualTo("made");
      assertThat(map(target, "placed").isMissingNode()).isFalse();
      assertThat(map(namespace.name(), "explicit").isMissingNode()).as("as it says").isFalse();
      assertThat(map(target, "explicit").isMissingNode()).isTrue();

      remove("filling", sync);
      namespace.await("its objects are gone", () -> map(target, "placed").isMissingNode());
      assertThat(read("/api/v1/namespaces/" + target).at("/metadata").has("deletionTimestamp"))
          .as("what was made for them stays")
          .isFalse();
    }
  }

  @Test
  void allObjectsGoToTheTargetWhereThatIsAsked() {
    String target = namespace.name() + "-overridden";
    try (LiveGitSync sync =
        LiveGitSync.follow(
            namespace,
            "overriding",
            Map.of(
                "a.yaml",
                GitManifests.map("without", "1"),
                "b.yaml",
                GitManifests.map("with", "1", ", namespace: kube-system")),
            """
            targetNamespace: %s
              targetNamespacePolicy: Override
              createNamespace: true
            """
                .formatted(target))) {
      sync.awaitReady(sync.repository().head());
      assertThat(map(target, "without").isMissingNode()).isFalse();
      assertThat(map(target, "with").isMissingNode()).isFalse();
      assertThat(map("kube-system", "with").isMissingNode()).isTrue();
      assertThat(sync.status().at("/inventory/entries").findValuesAsText("id"))
          .containsExactly(target + "_with__ConfigMap", target + "_without__ConfigMap");
      remove("overriding", sync);
    }
  }

  private static String widget(String size) {
    return "{apiVersion: %s, kind: Widget, metadata: {name: w}, spec: {size: %s}}"
        .formatted(WIDGET, size);
  }

  private int size() {
    return read("/apis/%s/namespaces/%s/widgets/w".formatted(WIDGET, namespace.name()))
        .at("/spec/size")
        .asInt();
  }

  private JsonNode map(String in, String name) {
    return read("/api/v1/namespaces/" + in + "/configmaps/" + name);
  }

  private JsonNode read(String path) {
    try {
      Api.Response response = api.get(path);
      return response.status() == 404 ? MissingNode.getInstance() : response.orThrow(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
