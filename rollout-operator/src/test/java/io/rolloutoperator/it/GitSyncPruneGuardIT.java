package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What looks like an accident deletes nothing until a person approves of that commit; and what is
 * to be deleted is known, however many objects there are.
 */
@RequiresCluster
@ExpectWarnings({"PruneBlocked", "ConflictingOwner"})
class GitSyncPruneGuardIT {
  private static final String GIT_SYNC = "rollout-operator.io/v1alpha1";
  private static final String APPROVE = "rollout-operator.io/approve-prune";

  /** Longer lists of objects are kept in ConfigMaps. */
  private static final int IN_STATUS = 8;

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncPruneGuardIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator =
        LiveGitSync.startProcess(
            namespace,
            "--leader-elect=false",
            "-Drollout-operator.gitsync.inventory-limit=" + IN_STATUS);
  }

  @Test
  void anEmptyRenderPrunesNothing() {
    try (LiveGitSync sync = follow("emptied", 2)) {
      sync.push(comments(2), "everything is gone");
      awaitBlocked(sync, "render produced no objects; nothing was pruned");
      assertThat(there("emptied", 2)).isEqualTo(2);
      sync.awaitReady(sync.push(maps("emptied", 2), "back"));
    }
  }

  @Test
  void manyDeletionsWaitForApproval() {
    try (LiveGitSync sync = follow("many", 6)) {
      String fewer = sync.push(comments(4), "four of six");
      awaitBlocked(
          sync,
          "would delete 4 of 6 objects (67 %, limit 20 %); approve with annotation "
              + APPROVE
              + ": "
              + fewer);
      assertThat(there("many", 6)).isEqualTo(6);
      approve(sync, "0".repeat(40));
      sync.poke();
      assertThat(there("many", 6)).isEqualTo(6);
      approve(sync, fewer);
      sync.awaitReady(fewer);
      namespace.await("deleted", () -> there("many", 6) == 2);
    }
  }

  @Test
  void aRewrittenHistoryPrunesOnlyAfterApproval() {
    try (LiveGitSync sync = follow("rewritten", 3)) {
      Map<String, String> files = maps("rewritten", 3);
      files.put("0.yaml", "# gone\n");
      files.put("1.yaml", GitManifests.map("rewritten-1", "other"));
      String commit = sync.repository().forcePush(files, "another history");
      sync.poke();
      awaitBlocked(
          sync,
          "history of main was rewritten; approve pruning with annotation %s: %s"
              .formatted(APPROVE, commit));
      namespace.await(
          "the rest is applied",
          () ->
              namespace
                  .read("v1", "ConfigMap", "rewritten-1")
                  .at("/data/value")
                  .asText()
                  .equals("other"));
      assertThat(there("rewritten", 3)).isEqualTo(3);
      approve(sync, commit);
      sync.awaitReady(commit);
      namespace.await("deleted", () -> there("rewritten", 3) == 2);
    }
  }

  @Test
  void aLongListOfObjectsIsKeptInConfigMapsAndOutlivesTheProcess() {
    try (LiveGitSync sync = follow("large", 3 * IN_STATUS - 1)) {
      assertThat(listed(sync)).containsExactly(shards("large", 0, 1, 2));
      assertThat(sync.status().at("/inventory/entries").size()).isZero();
      operator.crash();

      sync.awaitReady(remove(sync, 0, 3, 6));
      namespace.await("pruned", () -> there("large", 3 * IN_STATUS - 1) == 20);
      assertThat(listed(sync)).as("none is written over").containsExactly(shards("large", 3, 4, 5));
      sync.awaitReady(remove(sync, 1, 2, 4, 5));
      assertThat(listed(sync)).as("shrunk").containsExactly(shards("large", 0, 1));
      assertThat(there("large", 3 * IN_STATUS - 1)).isEqualTo(16);

      namespace.delete(GIT_SYNC, "GitSync", "large");
      namespace.await("the unit is gone", () -> sync.read().isMissingNode());
      assertThat(there("large", 3 * IN_STATUS - 1)).isZero();
      namespace.await("the lists, too", () -> there("large-inventory", 6) == 0);
    }
  }

  @Test
  void aConfigMapOfSomebodyElseIsNotWrittenOver() {
    namespace.apply(GitManifests.map("taken-inventory-0", "theirs"));
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, "taken", maps("taken", IN_STATUS + 1), "")) {
      sync.awaitNotReady("ConflictingOwner");
      assertThat(sync.condition("Ready"))
          .isEqualTo(
              "False ConflictingOwner: ConfigMap %1$s/taken-inventory-0 is not of GitSync %1$s/taken"
                  .formatted(namespace.name()));
      assertThat(there("taken", IN_STATUS + 1)).as("made without a list").isZero();
      assertThat(namespace.read("v1", "ConfigMap", "taken-inventory-0").at("/data/value").asText())
          .isEqualTo("theirs");
      namespace.delete("v1", "ConfigMap", "taken-inventory-0");
      sync.poke();
      sync.awaitReady(sync.repository().head());
    }
  }

  /** Names of the ConfigMaps that hold the list. */
  private static List<String> listed(LiveGitSync sync) {
    return Json.elements(sync.status().at("/inventory/configMaps")).map(JsonNode::asText).toList();
  }

  private static String[] shards(String name, int... numbers) {
    return IntStream.of(numbers).mapToObj(i -> name + "-inventory-" + i).toArray(String[]::new);
  }

  private static String remove(LiveGitSync sync, int... numbers) {
    String commit =
        sync.repository()
            .delete(IntStream.of(numbers).mapToObj(i -> i + ".yaml").toList(), "some less");
    sync.poke();
    return commit;
  }

  private void awaitBlocked(LiveGitSync sync, String message) {
    namespace.await(
        message, () -> sync.condition("Ready").equals("False PruneBlocked: " + message));
    assertThat(sync.condition("Stalled")).isEqualTo("True PruneBlocked: " + message);
  }

  private LiveGitSync follow(String name, int count) {
    LiveGitSync sync = LiveGitSync.follow(namespace, name, maps(name, count), "");
    sync.awaitReady(sync.repository().head());
    return sync;
  }

  private static void approve(LiveGitSync sync, String commit) {
    sync.patch("{metadata: {annotations: {%s: '%s'}}}".formatted(APPROVE, commit));
  }

  private long there(String name, int count) {
    long there = 0;
    for (int i = 0; i < count; i++) {
      there += namespace.read("v1", "ConfigMap", name + "-" + i).isMissingNode() ? 0 : 1;
    }
    return there;
  }

  private static Map<String, String> maps(String name, int count) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < count; i++) {
      files.put(i + ".yaml", GitManifests.map(name + "-" + i, "1"));
    }
    return files;
  }

  private static Map<String, String> comments(int count) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < count; i++) {
      files.put(i + ".yaml", "# gone\n");
    }
    return files;
  }
}
