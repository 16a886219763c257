package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who wants it can keep an operator in Git. */
@RequiresCluster
class GitSyncAllowSelfIT {
  private final TestNamespace namespace;

  GitSyncAllowSelfIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    LiveGitSync.startOperator(namespace, "--gitsync-allow-self");
  }

  @Test
  void withTheFlagTheOperatorsOwnObjectsAreManaged() {
    String own =
        GitManifests.deployment("rollout-operator", "v1", 0)
            .replace(
                "{name: rollout-operator}",
                "{name: rollout-operator, labels: {app.kubernetes.io/name: rollout-operator}}");
    try (LiveGitSync sync = LiveGitSync.follow(namespace, "self", Map.of("own.yaml", own), "")) {
      sync.awaitReady(sync.repository().head());
      assertThat(namespace.read("apps/v1", "Deployment", "rollout-operator").isMissingNode())
          .isFalse();
    }
  }
}
