package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectRefusals;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People with the roles of Kubernetes may work with Rollouts once the shipped roles are there. */
@RequiresCluster
@OnAnyCluster
class UserRolesIT {

  private final TestNamespace namespace;

  UserRolesIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @Test
  void whoMayEditMayReleaseButPromoteOnlyWithARoleOfItsOwn() throws IOException {
    namespace.apply(Files.readString(Path.of("../deploy/user-roles.yaml")));
    bind("viewer", "view");
    bind("editor", "edit");
    bind("releaser", "rollouts-operator");

    namespace.await("the roles are put together", () -> may("editor", "create", "rollouts", ""));
    namespace.await("and bound", () -> may("releaser", "patch", "rollouts", "status"));
    for (String verb : List.of("patch", "update")) {
      assertThat(may("releaser", verb, "rollouts", "")).as("pause, set image: %s", verb).isTrue();
    }
    assertThat(may("viewer", "watch", "rollouts", "")).isTrue();
    assertThat(may("viewer", "patch", "rollouts", "")).isFalse();
    assertThat(may("editor", "update", "rollouts", "scale")).isTrue();
    assertThat(may("editor", "delete", "analysisruns", "")).isTrue();
    assertThat(may("editor", "patch", "rollouts", "status")).isFalse();
    assertThat(may("releaser", "create", "rollouts", "")).isFalse();
  }

  @Test
  void whoMayEditMaySyncFromGitAndNobodyWritesItsStatus() throws IOException {
    namespace.apply(Files.readString(Path.of("../deploy/user-roles.yaml")));
    bind("git-viewer", "view");
    bind("git-editor", "edit");
    bind("git-admin", "admin");

    for (String writer : List.of("git-editor", "git-admin")) {
      for (String verb : List.of("get", "create", "patch", "update", "delete")) {
        namespace.await(writer + " may " + verb, () -> maySync(writer, verb, ""));
      }
      assertThat(maySync(writer, "patch", "status")).as(writer).isFalse();
    }
    namespace.await("a viewer may look", () -> maySync("git-viewer", "watch", ""));
    assertThat(maySync("git-viewer", "patch", "")).isFalse();
  }

  /** Nobody grants what he has not: promoting is given by an administrator of the cluster. */
  @Test
  @ExpectRefusals("is attempting to grant RBAC permissions not currently held")
  void whoHasAdminInANamespaceBindsItsRolesAndNotThatOfReleases() throws IOException {
    namespace.apply(Files.readString(Path.of("../deploy/user-roles.yaml")));
    namespace.apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: owner}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: owner}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
        subjects: [{kind: ServiceAccount, name: owner, namespace: %s}]
        """
            .formatted(namespace.name()));
    try (Api owner = Api.connect(namespace.identityOf("owner").kubeconfig(), "test")) {
      namespace.await("may bind what it has", () -> binds(owner, "edit").ok());
      Api.Response refused = binds(owner, "rollouts-operator");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body().path("message").asText()).contains("rollouts/status");
    }
  }

  /** What the API server says to a binding, which is not stored. */
  private Api.Response binds(Api who, String role) throws IOException {
    return who.post(
        "/apis/rbac.authorization.k8s.io/v1/namespaces/%s/rolebindings?dryRun=All"
            .formatted(namespace.name()),
        Json.yaml(binding("somebody", role)).getFirst());
  }

  private boolean maySync(String user, String verb, String subresource) throws IOException {
    return may(user, verb, "rollout-operator.io", "gitsyncs", subresource);
  }

  private void bind(String user, String role) {
    namespace.apply(binding(user, role));
  }

  private static String binding(String user, String role) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: %1$s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %2$s}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %1$s}]
        """
        .formatted(user, role);
  }

  private boolean may(String user, String verb, String resource, String subresource)
      throws IOException {
    return may(user, verb, "argoproj.io", resource, subresource);
  }

  /** What the API server says whether the user may do this here. */
  private boolean may(String user, String verb, String group, String resource, String subresource)
      throws IOException {
    return namespace
        .cluster()
        .api()
        .post(
            "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            Json.yaml(
                    """
                    apiVersion: authorization.k8s.io/v1
                    kind: SubjectAccessReview
                    spec:
                      user: %s
                      resourceAttributes:
                        {namespace: %s, verb: %s, group: %s, resource: %s, subresource: "%s"}
                    """
                        .formatted(user, namespace.name(), verb, group, resource, subresource))
                .getFirst())
        .orThrow("review")
        .path("status")
        .path("allowed")
        .asBoolean();
  }
}
