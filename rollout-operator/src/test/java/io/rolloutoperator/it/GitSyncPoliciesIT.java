package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a unit's spec and its objects' annotations say about writing and deleting. */
@RequiresCluster
@ExpectWarnings({"Failed", "DriftFight", "HealthCheckFailed"})
class GitSyncPoliciesIT {
  private static final String GIT_SYNC = "rollout-operator.io/v1alpha1";

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncPoliciesIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startOperator(namespace);
  }

  @Test
  void aSuspendedUnitWritesNothing() {
    try (LiveGitSync sync = follow("suspended", GitManifests.map("held", "1"), "")) {
      sync.awaitReady(sync.repository().head());
      sync.patch("{spec: {suspend: true}}");
      String second = sync.push(Map.of("a.yaml", GitManifests.map("held", "2")), "second");
      namespace.await(
          "seen", () -> sync.status().path("lastAttemptedRevision").asText().endsWith(second));
      assertThat(value("held")).isEqualTo("1");
      assertThat(sync.condition("Ready")).startsWith("True");
      sync.patch("{spec: {suspend: false}}");
      sync.awaitReady(second);
      assertThat(value("held")).isEqualTo("2");
    }
  }

  @Test
  void whatIsIgnoredOrKeptStaysAsItIs() {
    String kept =
        GitManifests.map("kept", "1", ", annotations: {rollout-operator.io/prune: disabled}");
    try (LiveGitSync sync =
        follow(
            "lenient",
            GitManifests.map("tuned", "1") + "---\n" + kept,
            "ignore: [{paths: [/data/value], target: {kind: ConfigMap, name: tuned}}]")) {
      sync.awaitReady(sync.repository().head());
      namespace.patch("v1", "ConfigMap", "tuned", "{data: {value: by-hand, other: too}}");
      String second =
          sync.push(
              Map.of("a.yaml", GitManifests.map("tuned", "2", ", labels: {a: b}")),
              "less and more");
      sync.awaitReady(second);
      assertThat(namespace.read("v1", "ConfigMap", "tuned").at("/metadata/labels/a").asText())
          .isEqualTo("b");
      assertThat(value("tuned")).isEqualTo("by-hand");
      assertThat(value("kept")).as("annotated").isEqualTo("1");
      JsonNode told = sync.status().path("problems").path(0);
      assertThat(told.path("id").asText()).isEqualTo(namespace.name() + "_kept__ConfigMap");
      assertThat(told.path("reason").asText()).isEqualTo("Kept");
      assertThat(told.path("message").asText())
          .isEqualTo(
              "ConfigMap %s/kept is left as it is: annotation rollout-operator.io/prune: disabled",
              namespace.name());
    }
  }

  @Test
  void driftIsOnlyToldWhereThatIsAsked() {
    try (LiveGitSync sync =
        follow("watching", GitManifests.map("watched", "1"), "driftCorrection: Warn")) {
      sync.awaitReady(sync.repository().head());
      namespace.patch("v1", "ConfigMap", "watched", "{data: {value: by-hand}}");
      namespace.await("told", () -> sync.condition("Drifted").startsWith("True"));
      assertThat(sync.condition("Drifted"))
          .endsWith("not as in Git: ConfigMap " + namespace.name() + "/watched");
      assertThat(value("watched")).isEqualTo("by-hand");
      sync.patch("{spec: {driftCorrection: Enabled}}");
      namespace.await("repaired", () -> value("watched").equals("1"));
      namespace.await("no longer told", () -> sync.condition("Drifted").isEmpty());
    }
  }

  @Test
  void aUnitWaitsForThoseThatItDependsOn() {
    try (LiveGitSync later = follow("later", GitManifests.map("later", "1"), dependsOn("base"))) {
      later.awaitNotReady("DependencyNotReady");
      assertThat(value("later")).isEmpty();
      try (LiveGitSync base = follow("base", GitManifests.map("base", "1"), "")) {
        base.awaitReady(base.repository().head());
        later.awaitReady(later.repository().head());
        assertThat(value("later")).isEqualTo("1");
      }
    }
  }

  @Test
  void aWaveWaitsForTheHealthOfTheOneBefore() {
    String after =
        GitManifests.map("after", "1", ", annotations: {rollout-operator.io/wave: \"1\"}");
    try (LiveGitSync sync =
        follow("waves", GitManifests.deployment("web", "bad", 1) + "---\n" + after, "")) {
      namespace.await(
          "told",
          () ->
              sync.condition("Ready").startsWith("False Progressing: wave 1 waits for Deployment"));
      assertThat(value("after")).isEmpty();
      sync.awaitReady(
          sync.push(
              Map.of("a.yaml", GitManifests.deployment("web", "v1", 1) + "---\n" + after), "v1"));
      assertThat(value("after")).isEqualTo("1");
    }
  }

  @Test
  void objectsOfADeletedUnitStayOrAreAwaitedAsItsPolicySays() {
    String held =
        GitManifests.map("held-up", "1", ", finalizers: [example.org/hold]")
            + "---\n"
            + GitManifests.map(
                "stays", "1", ", annotations: {rollout-operator.io/prune: disabled}");
    try (LiveGitSync orphaning =
            follow("orphaning", GitManifests.map("orphan", "1"), "deletionPolicy: Orphan");
        LiveGitSync awaiting = follow("awaiting", held, "deletionPolicy: WaitForTermination")) {
      orphaning.awaitReady(orphaning.repository().head());
      awaiting.awaitReady(awaiting.repository().head());
      namespace.delete(GIT_SYNC, "GitSync", "orphaning");
      namespace.delete(GIT_SYNC, "GitSync", "awaiting");
      namespace.await("the unit is gone", () -> orphaning.read().isMissingNode());
      assertThat(value("orphan")).isEqualTo("1");
      namespace.await(
          "its object ends",
          () ->
              namespace
                  .read("v1", "ConfigMap", "held-up")
                  .at("/metadata")
                  .has("deletionTimestamp"));
      assertThat(awaiting.read().isMissingNode()).as("waits").isFalse();
      namespace.patch("v1", "ConfigMap", "held-up", "{metadata: {finalizers: null}}");
      namespace.await("the unit is gone too", () -> awaiting.read().isMissingNode());
      assertThat(value("stays")).isEqualTo("1");
    }
  }

  @Test
  void whereNothingIsPrunedADeletedUnitLeavesItsObjectsUnlessItsPolicyIsToDeleteThem() {
    Map<String, String> files =
        Map.of(
            "a.yaml", GitManifests.map("left", "1"), "b.yaml", GitManifests.map("unpruned", "1"));
    try (LiveGitSync mirroring =
            LiveGitSync.follow(
                namespace, "mirroring", files, "prune: false\n  deletionPolicy: MirrorPrune");
        LiveGitSync deleting =
            follow(
                "deleting",
                GitManifests.map("goes", "1"),
                "prune: false\n  deletionPolicy: Delete")) {
      mirroring.awaitReady(mirroring.repository().head());
      deleting.awaitReady(deleting.repository().head());
      String fewer = mirroring.repository().delete(List.of("b.yaml"), "one less");
      mirroring.poke();
      mirroring.awaitReady(fewer);
      assertThat(mirroring.status().at("/problems/0/message").asText())
          .isEqualTo("ConfigMap %s/unpruned is left as it is: pruning is off", namespace.name());

      namespace.delete(GIT_SYNC, "GitSync", "mirroring");
      namespace.delete(GIT_SYNC, "GitSync", "deleting");
      namespace.await("one unit is gone", () -> mirroring.read().isMissingNode());
      assertThat(value("left")).isEqualTo("1");
      assertThat(value("unpruned")).isEqualTo("1");
      namespace.await("the other is gone", () -> deleting.read().isMissingNode());
      namespace.await("its object too", () -> value("goes").isEmpty());
    }
  }

  @Test
  void anotherPathOfTheSameCommitIsAppliedWhereDriftIsOnlyToldOf() {
    Map<String, String> files =
        Map.of(
            "one/a.yaml",
            GitManifests.map("both-paths", "one") + "---\n" + GitManifests.map("first-path", "1"),
            "two/a.yaml",
            GitManifests.map("both-paths", "two") + "---\n" + GitManifests.map("second-path", "1"));
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, "moving", files, "path: one\n  driftCorrection: Warn")) {
      sync.awaitReady(sync.repository().head());
      namespace.patch(GIT_SYNC, "GitSync", "moving", "{spec: {path: two}}");

      namespace.await("the new one is there", () -> value("second-path").equals("1"));
      namespace.await("the one of both is another", () -> value("both-paths").equals("two"));
      namespace.await("the old one is gone", () -> value("first-path").isEmpty());
      sync.awaitReady(sync.repository().head());
      assertThat(sync.condition("Drifted")).isEmpty();
    }
  }

  @Test
  void whatAFinalizerOfOthersKeepsIsDeletedOnceAndMadeAnewWhenItIsGoneAndInGitAgain() {
    String clung = GitManifests.map("clung", "1", ", finalizers: [example.com/cling]");
    try (LiveGitSync sync = follow("patient", clung, "")) {
      String first = sync.repository().head();
      sync.awaitReady(first);
      String uid = namespace.read("v1", "ConfigMap", "clung").at("/metadata/uid").asText();
      Instant begin = Instant.now();
      sync.awaitReady(sync.push(Map.of("a.yaml", GitManifests.map("other", "1")), "without"));
      JsonNode going = namespace.read("v1", "ConfigMap", "clung");
      assertThat(going.at("/metadata/deletionTimestamp").asText()).isNotEmpty();

      sync.push(Map.of("a.yaml", clung), "with it again");
      namespace.await("it is not healthy", () -> sync.condition("Ready").startsWith("False"));
      assertThat(deletions(begin)).hasSize(2).containsOnlyOnce("clung");
      namespace.patch("v1", "ConfigMap", "clung", "{metadata: {finalizers: null}}");
      namespace.await(
          "another one is there",
          () -> {
            JsonNode now = namespace.read("v1", "ConfigMap", "clung");
            return !now.isMissingNode() && !now.at("/metadata/uid").asText().equals(uid);
          });
      sync.awaitReady(sync.repository().head());
      namespace.patch("v1", "ConfigMap", "clung", "{metadata: {finalizers: null}}");
    }
  }

  /** Names of the ConfigMaps that the operator deleted. */
  private List<String> deletions(Instant begin) {
    return namespace
        .cluster()
        .audit()
        .writes(operator.identity().user(), begin, Instant.MAX)
        .stream()
        .filter(write -> write.verb().equals("delete") && write.resource().equals("configmaps"))
        .map(AuditEntry::name)
        .toList();
  }

  @Test
  void whoeverChangesAnObjectAgainAndAgainIsNamedAndNotFoughtAtFullSpeed() {
    try (LiveGitSync sync = follow("fought", GitManifests.map("fought", "1"), "")) {
      sync.awaitReady(sync.repository().head());
      int changes = 0;
      while (told("DriftFight").isEmpty() && changes < 20) {
        changes++;
        namespace.patch("v1", "ConfigMap", "fought", "{data: {value: mine-%d}}".formatted(changes));
        int wanted = changes;
        namespace.await(
            "repaired or left",
            () -> value("fought").equals("1") || (wanted >= 5 && !told("DriftFight").isEmpty()));
      }
      assertThat(changes).isBetween(5, 7);
      assertThat(told("DriftFight"))
          .startsWith("ConfigMap " + namespace.name() + "/fought is changed again and again by ");
      assertThat(told("DriftCorrected")).endsWith(": ConfigMap " + namespace.name() + "/fought");
      namespace.patch("v1", "ConfigMap", "fought", "{data: {value: mine}}");
      namespace.await("told", () -> sync.condition("Drifted").startsWith("True"));
      namespace.await("repaired later", () -> value("fought").equals("1"));
      namespace.await("not told any more", () -> sync.condition("Drifted").isEmpty());
    }
  }

  /** What the first Event of a reason about this unit's object says. */
  private String told(String reason) {
    return namespace.events().stream()
        .filter(event -> event.path("reason").asText().equals(reason))
        .map(event -> event.path("message").asText())
        .filter(message -> message.contains("/fought"))
        .findFirst()
        .orElse("");
  }

  private static String dependsOn(String name) {
    return "dependsOn: [{name: %s}]".formatted(name);
  }

  private LiveGitSync follow(String name, String file, String moreSpec) {
    return LiveGitSync.follow(namespace, name, Map.of("a.yaml", file), moreSpec);
  }

  private String value(String name) {
    JsonNode map = namespace.read("v1", "ConfigMap", name);
    return map.at("/data/value").asText();
  }
}
