package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What looks like an accident deletes nothing until a person approves of that commit. */
@RequiresCluster
@ExpectWarnings("PruneBlocked")
class GitSyncPruneGuardIT {
  private static final String APPROVE = "rollout-operator.io/approve-prune";

  private final TestNamespace namespace;

  GitSyncPruneGuardIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    LiveGitSync.startOperator(namespace);
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
