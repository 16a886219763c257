package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
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
  void anObjectIsTriedOnceAndWrittenOnceAndReadNever() {
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
          .containsExactly(
              "try configmaps a",
              "patch gitsyncs/status two",
              "patch configmaps a",
              "patch gitsyncs/status two");
      namespace.delete("rollout-operator.io/v1alpha1", "GitSync", "two");
    }
  }

  @Test
  void anObjectThatIsThereAlreadyIsReadBeforeItIsTakenOver() {
    namespace.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: old}, data: {x: y}}");
    try (LiveGitSync sync = follow("takes")) {
      Instant begin = Instant.now();
      commit(sync, Map.of("old.yaml", GitManifests.map("old", "1")));
      assertThat(requests(begin))
          .containsSubsequence(
              "try configmaps old",
              "get configmaps old",
              "try configmaps old",
              "patch configmaps old");
      assertThat(namespace.read("v1", "ConfigMap", "old").at("/data/value").asText())
          .isEqualTo("1");
      namespace.delete("rollout-operator.io/v1alpha1", "GitSync", "takes");
    }
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
