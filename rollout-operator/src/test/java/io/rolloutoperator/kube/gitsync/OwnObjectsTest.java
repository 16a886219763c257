package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.kube.runtime.GitSyncSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of the operator itself no unit may manage. */
class OwnObjectsTest {
  private static final String NAMESPACE = "argo-rollouts";

  @Test
  void aUnitMayNotManageWhatTheOperatorIsMadeOf() {
    assertThat(OwnObjects.refused(settings(false), NAMESPACE))
        .contains(
            new ObjectId("apps", "Deployment", NAMESPACE, "rollout-operator"),
            new ObjectId("", "ServiceAccount", NAMESPACE, "rollout-operator"),
            new ObjectId("rbac.authorization.k8s.io", "ClusterRole", "", "rollout-operator"),
            new ObjectId(
                "rbac.authorization.k8s.io", "ClusterRoleBinding", "", "rollout-operator-gitsync"),
            new ObjectId(
                "apiextensions.k8s.io", "CustomResourceDefinition", "", "rollouts.argoproj.io"))
        .doesNotContain(new ObjectId("apps", "Deployment", "shop", "rollout-operator"));
  }

  @Test
  void allOfItMayBeManagedOnceTheUserAllowedThat() {
    assertThat(OwnObjects.refused(settings(true), NAMESPACE)).isEmpty();
  }

  private static GitSyncSettings settings(boolean self) {
    return new GitSyncSettings(
        true,
        1,
        Path.of("copies"),
        "here",
        "gitsync",
        true,
        List.of(),
        new GitSyncSettings.Allowances(false, false, false, self, false));
  }
}
