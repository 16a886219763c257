package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a commit costs the API server. */
@RequiresCluster
class GitSyncRequestsIT {
  /** Whatever follows a pass follows within this time. */
  private static final Duration REST = Duration.ofSeconds(2);

  /** What an object of another tool holds. */
  private static final String BEFORE = "{\"more\":\"theirs\",\"shared\":\"both\"}";

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: %d}]}
      """;

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncRequestsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startOperator(namespace);
  }

  @Test
  void anObjectIsTriedOnceAndWrittenOnceAndReadOnlyIfItsWatchShowsTooLittle() {
    try (LiveGitSync sync = follow("two")) {
      Instant begin = Instant.now();
      commit(
          sync, Map.of("a.yaml", GitManifests.map("a", "1"), "b.yaml", GitManifests.map("b", "1")));
      assertThat(requests(begin))
          .containsExactly(
              "try configmaps a",
              "try configmaps b",
              "patch gitsyncs/status two",
              "patch configmaps a",
              "patch configmaps b",
              "patch gitsyncs/status two");

      Instant later = Instant.now();
      commit(sync, Map.of("a.yaml", GitManifests.map("a", "2")));
      assertThat(requests(later))
          .as("only the metadata of a ConfigMap is watched")
          .containsExactly(
              "get configmaps a",
              "try configmaps a",
              "patch gitsyncs/status two",
              "patch configmaps a",
              "patch gitsyncs/status two");

      commit(sync, Map.of("web.yaml", SERVICE.formatted(80)));
      Instant last = Instant.now();
      commit(sync, Map.of("web.yaml", SERVICE.formatted(81)));
      assertThat(requests(last))
          .as("a Service is watched whole")
          .containsExactly(
              "try services web",
              "patch gitsyncs/status two",
              "patch services web",
              "patch gitsyncs/status two");
      namespace.delete("rollout-operator.io/v1alpha1", "GitSync", "two");
    }
  }

  @Test
  void anObjectThatIsThereAlreadyIsReadBeforeItIsTakenOver() {
    createBy("kubectl-create", "old", "{}");
    try (LiveGitSync sync = follow("takes")) {
      Instant begin = Instant.now();
      String shared = GitManifests.map("old", "1").replace("{value", "{shared: both, value");
      commit(sync, Map.of("old.yaml", shared));
      assertThat(requests(begin))
          .containsSubsequence(
              "try configmaps old",
              "get configmaps old",
              "try configmaps old",
              "patch configmaps old");
      assertThat(data("old")).isEqualTo("{\"shared\":\"both\",\"value\":\"1\"}");
      isOursAlone("old", "shared");

      sync.awaitReady(sync.push(Map.of("old.yaml", GitManifests.map("old", "1")), "not shared"));
      assertThat(data("old")).as("nobody else holds the field").isEqualTo("{\"value\":\"1\"}");
      namespace.delete("rollout-operator.io/v1alpha1", "GitSync", "takes");
    }
  }

  @Test
  @ExpectWarnings("ConflictingOwner")
  void whatAnotherToolHasMarkedIsTakenOverOnlyOnRequest() {
    createBy(
        "argocd-controller", "by-argo", "{argocd.argoproj.io/tracking-id: 'shop:/ConfigMap:x/y'}");
    createBy(
        "helm", "by-helm", "{meta.helm.sh/release-name: a, meta.helm.sh/release-namespace: b}");
    try (LiveGitSync sync =
        LiveGitSync.follow(
            namespace,
            "adopts",
            Map.of(
                "a.yaml", GitManifests.map("by-argo", "1"),
                "b.yaml", GitManifests.map("by-helm", "1")),
            "")) {
      sync.awaitNotReady("ConflictingOwner");
      assertThat(Json.elements(sync.status().path("problems")))
          .extracting(problem -> problem.path("message").asText())
          .containsExactlyInAnyOrder(
              "ConfigMap %s/by-argo is owned by Application shop".formatted(namespace.name()),
              "ConfigMap %s/by-helm is owned by Helm release b/a".formatted(namespace.name()));
      assertThat(List.of(data("by-argo"), data("by-helm"))).containsOnly(BEFORE);

      sync.annotate("adopt", "enabled");
      sync.awaitReady(sync.repository().head());
      for (String name : List.of("by-argo", "by-helm")) {
        assertThat(data(name)).isEqualTo("{\"value\":\"1\"}");
        isOursAlone(name, "value");
        assertThat(namespace.read("v1", "ConfigMap", name).at("/metadata/annotations").toString())
            .as("marks of the former owner")
            .doesNotContain("argocd", "helm");
      }
      namespace.delete("rollout-operator.io/v1alpha1", "GitSync", "adopts");
    }
  }

  @Test
  void othersKeepTheirFieldsOfAnObjectThatIsMerged() {
    createBy("kubectl-create", "merged", "{}");
    String mark = ", annotations: {rollout-operator.io/apply: Merge}";
    try (LiveGitSync sync =
        LiveGitSync.follow(
            namespace, "merges", Map.of("a.yaml", GitManifests.map("merged", "1", mark)), "")) {
      sync.awaitReady(sync.repository().head());
      String both = "{\"more\":\"theirs\",\"shared\":\"both\",\"value\":\"1\"}";
      assertThat(data("merged")).isEqualTo(both);
      namespace.patch("v1", "ConfigMap", "merged", "{data: {value: by-hand}}");
      namespace.await("Git's own is put back", () -> data("merged").equals(both));
      sync.awaitReady(
          sync.push(Map.of("a.yaml", GitManifests.map("merged", "2", mark)), "another value"));
      assertThat(data("merged")).isEqualTo(both.replace("1", "2"));

      sync.awaitReady(sync.push(Map.of("a.yaml", GitManifests.map("merged", "2")), "no mark"));
      assertThat(data("merged")).as("nobody keeps anything").isEqualTo("{\"value\":\"2\"}");
      isOursAlone("merged", "value");
      namespace.delete("rollout-operator.io/v1alpha1", "GitSync", "merges");
    }
  }

  /** A ConfigMap as another tool has created it. */
  private void createBy(String tool, String name, String annotations) {
    String yaml =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, annotations: %s}, data: %s}"
            .formatted(name, annotations, BEFORE);
    String path =
        "/api/v1/namespaces/%s/configmaps?fieldManager=%s".formatted(namespace.name(), tool);
    try {
      namespace.cluster().api().post(path, Json.yaml(yaml).getFirst()).orThrow(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String data(String name) {
    return namespace.read("v1", "ConfigMap", name).path("data").toString();
  }

  /** Nobody but us holds a field of a ConfigMap, and we do. */
  private void isOursAlone(String name, String field) {
    assertThat(Json.elements(namespace.read("v1", "ConfigMap", name).at("/metadata/managedFields")))
        .singleElement()
        .satisfies(
            owner -> {
              assertThat(owner.path("manager").asText()).isEqualTo("rollout-operator-gitsync");
              assertThat(owner.path("operation").asText()).isEqualTo("Apply");
              assertThat(owner.at("/fieldsV1/f:data").has("f:" + field)).isTrue();
            });
  }

  /** A unit that has applied an object: the first one of a kind starts a watch. */
  private LiveGitSync follow(String name) {
    LiveGitSync sync =
        LiveGitSync.follow(
            namespace, name, Map.of("first.yaml", GitManifests.map("first-" + name, "1")), "");
    sync.awaitReady(sync.repository().head());
    Instant begin = Instant.now();
    namespace.await("at rest", () -> Instant.now().isAfter(begin.plus(REST)));
    return sync;
  }

  /** Nobody asks for a look at everything: the commit is found by the next poll. */
  private void commit(LiveGitSync sync, Map<String, String> files) {
    sync.awaitReady(sync.repository().commit(files, "a commit"));
    Instant begin = Instant.now();
    namespace.await("at rest again", () -> Instant.now().isAfter(begin.plus(REST)));
  }

  /** Requests for objects and status, without the annotation of the test itself and the lease. */
  private List<String> requests(Instant since) {
    return namespace.cluster().audit().of(operator.identity().user()).stream()
        .filter(entry -> !entry.at().isBefore(since) && !entry.isHousekeeping())
        .filter(entry -> !entry.verb().equals("watch") && !entry.verb().equals("list"))
        .map(GitSyncRequestsIT::line)
        .toList();
  }

  private static String line(AuditEntry entry) {
    return "%s %s %s"
        .formatted(entry.dryRun() ? "try" : entry.verb(), entry.resource(), entry.name());
  }
}
