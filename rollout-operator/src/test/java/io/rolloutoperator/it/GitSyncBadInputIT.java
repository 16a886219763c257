package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.junit.ExpectErrors;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Manifests that the cluster does not take: one line says what and where, nothing is applied. */
@RequiresCluster
@ExpectErrors("will stop")
@ExpectWarnings({"ValidationFailed", "BuildFailed", "Forbidden", "ApplyFailed", "ConflictingOwner"})
class GitSyncBadInputIT {
  private static final String FILE = "bad.yaml";
  private static final String NS = "<ns>";

  /** For the metadata of an object. */
  private static final String FORCED = ", annotations: {rollout-operator.io/force: enabled}";

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncBadInputIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startProcess(namespace);
    namespace.apply(labelled("of-the-chart"));
  }

  /** As the chart makes one for a release of any name. */
  private static String labelled(String name) {
    return GitManifests.deployment(name, "v1", 0)
        .replace(
            "{name: " + name + "}",
            "{name: " + name + ", labels: {app.kubernetes.io/name: rollout-operator}}");
  }

  /**
   * A commit that is refused.
   *
   * @param told the beginning of what condition Ready says
   */
  private record Row(String manifest, String told) {}

  private static List<Row> rows() {
    return List.of(
        new Row(
            "{apiVersion: example.org/v1, kind: Nothing, metadata: {name: x}}",
            "ValidationFailed: no matches for kind \"Nothing\" in version \"example.org/v1\""),
        new Row(
            "{apiVersion: autoscaling/v2beta2, kind: HorizontalPodAutoscaler, metadata: {name: x}}",
            "ValidationFailed: no matches for kind \"HorizontalPodAutoscaler\" in version"
                + " \"autoscaling/v2beta2\"; served: v2, v1"),
        new Row(
            "# typo\n" + GitManifests.deployment("x", "v1", 1).replace("replicas", "replica"),
            "ValidationFailed: Deployment <ns>/x (bad.yaml:2): "),
        new Row(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {a: {b: c}}}",
            "ValidationFailed: ConfigMap <ns>/x (bad.yaml:1): "),
        new Row(
            GitManifests.map("n".repeat(254), "1"),
            "ValidationFailed: ConfigMap <ns>/" + "n".repeat(254) + " (bad.yaml:1): "),
        new Row(
            GitManifests.map("x", "1", ", labels: {a: " + "l".repeat(64) + "}"),
            "ValidationFailed: ConfigMap <ns>/x (bad.yaml:1): "),
        new Row(
            GitManifests.map("x", "v".repeat(1_200_000)),
            "ValidationFailed: ConfigMap <ns>/x (bad.yaml:1): "),
        new Row(GitManifests.map("x", "v".repeat(3_200_000)), "BuildFailed: bad.yaml: file larger"),
        new Row(
            GitManifests.deployment("rollout-operator", "v1", 1),
            "ValidationFailed: refuses to manage the operator's own Deployment <ns>/rollout-operator"),
        new Row(
            GitManifests.deployment("of-the-chart", "v1", 1),
            "ValidationFailed: refuses to manage the operator's own Deployment <ns>/of-the-chart"),
        new Row(
            labelled("blue"),
            "ValidationFailed: refuses to manage the operator's own Deployment <ns>/blue"),
        new Row(
            GitManifests.map("x", "1", ", namespace: kube-system"),
            "Forbidden: system:serviceaccount:<ns>:gitsync cannot get configmaps in namespace"
                + " kube-system"),
        new Row(
            "{apiVersion: v1, kind: Namespace, metadata: {name: x}}",
            "Forbidden: system:serviceaccount:<ns>:gitsync cannot get namespaces"));
  }

  @Test
  void eachIsToldInOneLineAndNothingOfTheCommitIsApplied() {
    try (LiveGitSync sync =
        LiveGitSync.follow(
            namespace, "bad", Map.of("good.yaml", GitManifests.map("good", "0")), "")) {
      sync.awaitReady(sync.repository().head());
      int number = 0;
      for (Row row : rows()) {
        number++;
        String commit =
            sync.push(
                Map.of(FILE, row.manifest(), "good.yaml", GitManifests.map("good", "" + number)),
                "row " + number);
        String told = "False " + row.told().replace(NS, namespace.name());
        namespace.await(
            told,
            () ->
                sync.status().path("lastAttemptedRevision").asText().endsWith(commit)
                    && sync.condition("Ready").startsWith(told));
        assertThat(sync.condition("Ready")).doesNotContain("\n");
        assertThat(value("good")).as("applied before").isEqualTo("0");
      }
      sync.awaitReady(
          sync.push(Map.of(FILE, "# mended\n", "good.yaml", GitManifests.map("good", "1")), "m"));
      assertThat(value("good")).isEqualTo("1");
    }
  }

  @Test
  void whatAPolicyOrAQuotaForbidsIsToldInTheServersWords() {
    DenyingPolicy policy =
        DenyingPolicy.of(
            namespace,
            "maps",
            "apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [configmaps]",
            "!object.metadata.name.startsWith('denied')");
    namespace.apply(
        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: none},"
            + " spec: {hard: {count/services: '0'}}}");
    namespace.patchStatus(
        "v1",
        "ResourceQuota",
        "none",
        "{status: {hard: {count/services: '0'}, used: {count/services: '0'}}}");
    Map<String, String> files = Map.of("good.yaml", GitManifests.map("allowed", "0"));
    try (LiveGitSync sync = LiveGitSync.follow(namespace, "forbidden", files, "")) {
      sync.awaitReady(sync.repository().head());
      refused(sync, GitManifests.map("denied", "1"), "ConfigMap", "denied", DenyingPolicy.MESSAGE);
      refused(
          sync,
          "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {ports: [{port: 80}]}}",
          "Service",
          "x",
          "exceeded quota: none, requested: count/services=1, used: count/services=0, limited:"
              + " count/services=0");
    } finally {
      policy.lift();
      namespace.delete("v1", "ResourceQuota", "none");
    }
  }

  private void refused(LiveGitSync sync, String bad, String kind, String name, String words) {
    sync.push(Map.of(FILE, bad, "good.yaml", GitManifests.map("allowed", "1")), "refused");
    sync.awaitNotReady(
        "ValidationFailed: %s %s/%s (bad.yaml:1): ".formatted(kind, namespace.name(), name));
    namespace.await(words, () -> sync.condition("Ready").endsWith(words));
    assertThat(value("allowed")).as("applied before").isEqualTo("0");
  }

  /** What is only tried is not stored, so that the limit of the store is met by the write. */
  @Test
  void whatTheStoreFindsTooLargeIsToldInItsWords() {
    String large =
        GitManifests.deployment("large", "v1", 0)
            .replace("{name: app,", "{name: app, args: [" + "a".repeat(1_600_000) + "],");
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, "storing", Map.of(FILE, "# none\n"), "")) {
      sync.push(Map.of(FILE, large), "large");
      sync.awaitNotReady("ApplyFailed");
      assertThat(sync.condition("Ready"))
          .isEqualTo(
              "False ApplyFailed: Deployment %s/large (bad.yaml:1): etcdserver: request is too"
                  + " large",
              namespace.name());
      sync.awaitReady(sync.push(Map.of(FILE, GitManifests.deployment("large", "v1", 0)), "less"));
    }
  }

  @Test
  void whatCannotBeChangedIsMadeAnewOnlyByForce() {
    String name = "f".repeat(253);
    String fixed = GitManifests.map(name, "1") + "immutable: true\n";
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, "immutable", Map.of("a.yaml", fixed), "")) {
      sync.awaitReady(sync.repository().head());
      String uid = uid(name);
      String second = sync.push(Map.of("a.yaml", fixed.replace("\"1\"", "\"2\"")), "changed");
      sync.awaitNotReady("ApplyFailed");
      assertThat(sync.condition("Ready"))
          .isEqualTo(
              "False ApplyFailed: ConfigMap %s/%s: field is immutable; set force to recreate the"
                  + " object",
              namespace.name(), name);
      assertThat(uid(name)).isEqualTo(uid);
      sync.patch("{spec: {force: true}}");
      sync.awaitReady(second);
      assertThat(uid(name)).isNotEqualTo(uid);
      assertThat(value(name)).isEqualTo("2");
    }
  }

  @Test
  void anAnnotationForcesTheObjectThatHasItAndNoOther() {
    try (LiveGitSync sync = LiveGitSync.follow(namespace, "marked", fixed("1", "1", ""), "")) {
      sync.awaitReady(sync.repository().head());
      String forced = uid("forced");
      String bare = uid("bare");
      sync.push(fixed("2", "2", ""), "both");
      sync.awaitNotReady(
          "ApplyFailed: ConfigMap %s/bare: field is immutable; set force to recreate the object"
              .formatted(namespace.name()));
      assertThat(List.of(uid("forced"), uid("bare"))).containsExactly(forced, bare);

      sync.awaitReady(sync.push(fixed("2", "1", ""), "the one that may be"));
      assertThat(value("forced")).isEqualTo("2");
      assertThat(uid("forced")).isNotEqualTo(forced);
      assertThat(uid("bare")).isEqualTo(bare);

      sync.awaitReady(sync.push(fixed("2", "2", FORCED), "the other one, annotated"));
      assertThat(value("bare")).isEqualTo("2");
      assertThat(uid("bare")).isNotEqualTo(bare);
    }
  }

  /** Two objects that cannot be changed, of which one may always be made anew. */
  private static Map<String, String> fixed(String forced, String bare, String metadataOfBare) {
    String end = "immutable: true\n";
    return Map.of(
        "a.yaml",
        GitManifests.map("forced", forced, FORCED) + end,
        "b.yaml",
        GitManifests.map("bare", bare, metadataOfBare) + end);
  }

  /** The API server names both at once: what cannot be changed, and what could not be made. */
  @Test
  void forceDeletesNothingForAManifestThatCannotBeMadeEither() {
    String stays = GitManifests.map("stays", "1") + "immutable: true\n";
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, "forced", Map.of("a.yaml", stays), "force: true")) {
      sync.awaitReady(sync.repository().head());
      String uid = uid("stays");
      Instant begin = Instant.now();
      sync.push(Map.of("a.yaml", stays.replace("value: \"1\"", "\"no key\": \"2\"")), "invalid");
      sync.awaitNotReady("ValidationFailed");
      assertThat(sync.condition("Ready"))
          .startsWith(
              "False ValidationFailed: ConfigMap " + namespace.name() + "/stays (a.yaml:1): ")
          .contains("data[no key]: Invalid value");
      assertThat(uid("stays")).isEqualTo(uid);
      assertThat(value("stays")).isEqualTo("1");
      assertThat(operator.writesSince(begin))
          .extracting(AuditEntry::verb)
          .as("writes")
          .doesNotContain("delete");

      sync.awaitReady(sync.push(Map.of("a.yaml", stays.replace("\"1\"", "\"2\"")), "mended"));
      assertThat(uid("stays")).isNotEqualTo(uid);
      assertThat(value("stays")).isEqualTo("2");
    }
  }

  @Test
  void anObjectHasOneOwner() {
    try (LiveGitSync first =
            LiveGitSync.follow(
                namespace, "first", Map.of("a.yaml", GitManifests.map("shared", "first")), "");
        LiveGitSync second = latecomer(first)) {
      second.awaitNotReady("ConflictingOwner");
      assertThat(second.condition("Ready"))
          .isEqualTo(
              "False ConflictingOwner: ConfigMap %1$s/shared is owned by GitSync %1$s/first",
              namespace.name());
      assertThat(second.condition("Stalled")).startsWith("True ConflictingOwner");
      assertThat(value("shared")).isEqualTo("first");
      namespace.await("the rest is applied", () -> value("own").equals("1"));
    }
  }

  private LiveGitSync latecomer(LiveGitSync first) {
    first.awaitReady(first.repository().head());
    return LiveGitSync.follow(
        namespace,
        "second",
        Map.of(
            "a.yaml", GitManifests.map("shared", "second"), "b.yaml", GitManifests.map("own", "1")),
        "");
  }

  private String value(String name) {
    return namespace.read("v1", "ConfigMap", name).at("/data/value").asText();
  }

  private String uid(String name) {
    return namespace.read("v1", "ConfigMap", name).at("/metadata/uid").asText();
  }
}
