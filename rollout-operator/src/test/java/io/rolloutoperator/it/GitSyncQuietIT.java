package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.git.GitBehaviour;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Without news a unit costs a look at its repository, and nothing else. */
@RequiresCluster
@Order(1) // begins early, as it takes long
class GitSyncQuietIT {
  private static final Duration REST = Duration.ofSeconds(60);
  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncQuietIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startOperator(namespace);
  }

  @Test
  void unitsAtRestWriteNothingAndAskForNoObject() {
    try (LiveGitSync maps = follow("maps", GitManifests.map("a", "1"), "");
        LiveGitSync web = follow("web", GitManifests.deployment("web", "v1", 2), "");
        LiveGitSync held = follow("held", GitManifests.map("b", "1"), "suspend: true");
        LiveGitSync drifted =
            follow("drifted", GitManifests.map("c", "1"), "driftCorrection: Warn")) {
      maps.awaitReady(maps.repository().head());
      web.awaitReady(web.repository().head());
      drifted.awaitReady(drifted.repository().head());
      namespace.patch("v1", "ConfigMap", "c", "{data: {value: by-hand}}");
      namespace.await("told", () -> drifted.condition("Drifted").startsWith("True"));
      namespace.await("suspended", () -> !held.condition("SourceReady").isEmpty());
      namespace.await("3 s at rest", () -> requests(Instant.now().minusSeconds(3)).isEmpty());
      int looks = maps.server().requests().size();
      Instant begin = Instant.now();
      Awaitility.await("the time of rest")
          .pollDelay(REST)
          .atMost(REST.plusSeconds(10))
          .until(() -> Instant.now().isAfter(begin.plus(REST)));
      assertThat(requests(begin)).isEmpty();
      assertThat(maps.server().requests().size() - looks).as("looks at Git").isBetween(8, 40);
      forget("maps", "web", "held", "drifted");
    }
  }

  @Test
  void neitherARestartNorASilentServerChangesWhatIsReady() {
    try (LiveGitSync sync = follow("steady", GitManifests.map("steady", "1"), "")) {
      String commit = sync.repository().head();
      sync.awaitReady(commit);
      Instant begin = Instant.now();
      operator.restart();
      namespace.await("fetched anew", () -> !sync.status().isEmpty() && asks(begin));
      assertThat(statusWrites(begin)).as("a restart is no news").isEmpty();

      sync.server().behave(new GitBehaviour.Status(503));
      namespace.await("told", () -> sync.condition("SourceReady").startsWith("False FetchFailed"));
      assertThat(sync.isReady(commit)).isTrue();
      operator.restart();
      namespace.patch("v1", "ConfigMap", "steady", "{data: {value: by-hand}}");
      assertThat(sync.isReady(commit)).as("also to a new process").isTrue();
      sync.server().behave(new GitBehaviour.Normal());
      namespace.await("told", () -> sync.condition("SourceReady").startsWith("True"));
      namespace.await(
          "repaired",
          () -> namespace.read("v1", "ConfigMap", "steady").at("/data/value").asText().equals("1"));
      forget("steady");
    }
  }

  /** A unit whose server is gone says so in its status, which is no rest for others. */
  private void forget(String... units) {
    for (String unit : units) {
      namespace.delete("rollout-operator.io/v1alpha1", "GitSync", unit);
    }
  }

  /** Whether the operator has looked at the unit's objects since. */
  private boolean asks(Instant since) {
    return requests(since).stream().anyMatch(line -> line.contains("configmaps"));
  }

  private List<String> statusWrites(Instant since) {
    return operator.writesSince(since).stream().map(AuditEntry::summary).toList();
  }

  /** What was asked of the API server since, without the lease. */
  private List<String> requests(Instant since) {
    List<String> lines = new ArrayList<>();
    namespace.cluster().audit().of(operator.identity().user()).stream()
        .filter(entry -> !entry.at().isBefore(since) && !entry.isHousekeeping())
        .filter(entry -> !entry.verb().equals("watch"))
        .forEach(entry -> lines.add(entry.summary()));
    return lines;
  }

  private LiveGitSync follow(String name, String file, String moreSpec) {
    return LiveGitSync.follow(namespace, name, Map.of("a.yaml", file), moreSpec);
  }
}
