package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A file that moves between the folders of two units takes its object along: nobody deletes it. */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings({"BuildFailed", "ConflictingOwner"})
class GitSyncHandoverIT {
  private static final String GIT_SYNC = "rollout-operator.io/v1alpha1";

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncHandoverIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startOperator(namespace);
  }

  @Test
  void theObjectStaysAndBelongsToTheOtherUnit() {
    String moving = GitManifests.map("moving", "1");
    try (LiveGitSync left = left("moved", Map.of("moved/left/a.yaml", moving))) {
      LiveGitSync right = right(left, "moved");
      String uid = uid("moving");

      String commit =
          left.repository()
              .change(Map.of("moved/right/a.yaml", moving), List.of("moved/left/a.yaml"), "move");
      left.poke();
      right.awaitReady(commit);
      left.awaitReady(commit);
      namespace.await("it has the mark of the other", () -> owner("moving").endsWith("moved-r"));
      namespace.await("the one forgets it", () -> !inventory(left).contains("moving"));
      assertThat(inventory(right)).contains("moving");
      namespace.await("and has nothing to tell", () -> problems(left).isEmpty());

      namespace.delete(GIT_SYNC, "GitSync", "moved-l");
      namespace.await("the former unit is gone", () -> left.read().isMissingNode());
      assertThat(uid("moving")).as("the same object").isEqualTo(uid);
      assertThat(deletions("moving")).isEmpty();
    }
  }

  @Test
  void itIsKeptWhileTheOtherFolderCannotBeRendered() {
    String waiting = GitManifests.map("waiting", "1");
    try (LiveGitSync left = left("broken", Map.of("broken/left/a.yaml", waiting))) {
      LiveGitSync right = right(left, "broken");
      String uid = uid("waiting");

      String commit =
          left.repository()
              .change(
                  Map.of("broken/right/a.yaml", waiting, "broken/right/b.yaml", "a: 1\na: 2\n"),
                  List.of("broken/left/a.yaml"),
                  "move, and break");
      left.poke();
      left.awaitReady(commit);
      right.awaitNotReady("BuildFailed");
      assertThat(problems(left))
          .containsExactly(
              "Kept ConfigMap %1$s/waiting is left as it is: it is for GitSync %1$s/broken-r now"
                  .formatted(namespace.name()));
      assertThat(inventory(left)).contains("waiting");

      right.awaitReady(right.push(Map.of("broken/right/b.yaml", "# mended\n"), "mend"));
      namespace.await("taken", () -> owner("waiting").endsWith("broken-r"));
      assertThat(uid("waiting")).isEqualTo(uid);
      assertThat(deletions("waiting")).isEmpty();
    }
  }

  private LiveGitSync left(String folder, Map<String, String> files) {
    Map<String, String> all = new HashMap<>(files);
    all.put(folder + "/left/own.yaml", GitManifests.map(folder + "-left", "1"));
    all.put(folder + "/right/own.yaml", GitManifests.map(folder + "-right", "1"));
    LiveGitSync left =
        LiveGitSync.follow(namespace, folder + "-l", all, "path: " + folder + "/left");
    left.awaitReady(left.repository().head());
    return left;
  }

  private static LiveGitSync right(LiveGitSync left, String folder) {
    LiveGitSync right = left.beside(folder + "-r", "path: " + folder + "/right");
    right.awaitReady(right.repository().head());
    return right;
  }

  private String uid(String name) {
    return namespace.read("v1", "ConfigMap", name).at("/metadata/uid").asText();
  }

  private String owner(String name) {
    JsonNode map = namespace.read("v1", "ConfigMap", name);
    return map.path("metadata").path("annotations").path("rollout-operator.io/sync-owner").asText();
  }

  private static String inventory(LiveGitSync sync) {
    return sync.status().path("inventory").toString();
  }

  private static List<String> problems(LiveGitSync sync) {
    return Json.elements(sync.status().path("problems"))
        .map(one -> one.path("reason").asText() + " " + one.path("message").asText())
        .toList();
  }

  private List<AuditEntry> deletions(String name) {
    return namespace.cluster().audit().of(operator.identity().user()).stream()
        .filter(entry -> entry.verb().startsWith("delete") && entry.name().equals(name))
        .toList();
  }
}
