package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.kube.runtime.GitSyncSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the operator itself is made of, under the names of its manifests: a unit that manages it
 * could give itself rights, or end the process that works on it.
 */
final class OwnObjects {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String CRDS = "apiextensions.k8s.io";
  private static final String NAME = "rollout-operator";

  private static final List<String> CLUSTER_ROLES =
      List.of(NAME, NAME + "-gateway-api", NAME + "-gitsync");

  private static final List<String> DEFINITIONS =
      List.of(
          "rollouts.argoproj.io",
          "analysisruns.argoproj.io",
          "analysistemplates.argoproj.io",
          "clusteranalysistemplates.argoproj.io",
          "experiments.argoproj.io",
          "gitsyncs.rollout-operator.io");

  private OwnObjects() {}

  /** Those that no unit may manage; none if the user allowed it. */
  static Set<ObjectId> refused(GitSyncSettings settings, String namespace) {
    return settings.allowances().self() ? Set.of() : in(namespace);
  }

  /** All of them, of an operator that lives in this namespace. */
  private static Set<ObjectId> in(String namespace) {
    Set<ObjectId> own = new HashSet<>();
    own.add(new ObjectId("apps", "Deployment", namespace, NAME));
    own.add(new ObjectId("", "ServiceAccount", namespace, NAME));
    own.add(new ObjectId(RBAC, "Role", namespace, NAME + "-lease"));
    own.add(new ObjectId(RBAC, "RoleBinding", namespace, NAME + "-lease"));
    for (String role : CLUSTER_ROLES) {
      own.add(new ObjectId(RBAC, "ClusterRole", "", role));
      own.add(new ObjectId(RBAC, "ClusterRoleBinding", "", role));
    }
    DEFINITIONS.forEach(name -> own.add(new ObjectId(CRDS, "CustomResourceDefinition", "", name)));
    return own;
  }
}
