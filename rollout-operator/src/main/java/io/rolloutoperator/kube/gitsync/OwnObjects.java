package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.kube.runtime.GitSyncSettings;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an operator is made of: a unit that manages it could give itself rights, or end the process
 * that works on it.
 *
 * <p>Names differ from one installation to the next, and the labels of the chart do not: they tell
 * a manifest of it as well as what is in the cluster, where a manifest without labels is about it.
 * The names of an installation with the chart's defaults count as well, for what is not there yet
 * and would be made under them. Objects of other installations in the cluster are not told apart:
 * their rights are no less.
 */
final class OwnObjects implements Predicate<ObjectNode> {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String NAME = "rollout-operator";
  private static final String LABEL = "app.kubernetes.io/name";
  private static final Set<String> LABELS = Set.of(NAME, NAME + "-webhook");

  /**
   * Kinds that give rights, run the processes or protect them, by group; all of a group if none is
   * listed. Others may bear the label as well: an Ingress before the webhook receiver, a dashboard.
   */
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "",
          Set.of("Pod", "Service", "ServiceAccount"),
          "apps",
          Set.of("Deployment", "ReplicaSet"),
          RBAC,
          Set.of(),
          "admissionregistration.k8s.io",
          Set.of(),
          "networking.k8s.io",
          Set.of("NetworkPolicy"),
          "policy",
          Set.of("PodDisruptionBudget"));

  private static final Set<String> DEFINITIONS =
      Set.of(
          "rollouts.argoproj.io",
          "analysisruns.argoproj.io",
          "analysistemplates.argoproj.io",
          "clusteranalysistemplates.argoproj.io",
          "experiments.argoproj.io",
          "gitsyncs.rollout-operator.io");

  private final Set<ObjectId> named;

  /** Those of an operator that lives in this namespace, and of every other one. */
  OwnObjects(String namespace) {
    named = new HashSet<>();
    named.add(new ObjectId("apps", "Deployment", namespace, NAME));
    named.add(new ObjectId("", "ServiceAccount", namespace, NAME));
    for (String role : Set.of(NAME, NAME + "-gateway-api", NAME + "-gitsync", NAME + "-lease")) {
      named.add(new ObjectId(RBAC, "Role", namespace, role));
      named.add(new ObjectId(RBAC, "RoleBinding", namespace, role));
      named.add(new ObjectId(RBAC, "ClusterRole", "", role));
      named.add(new ObjectId(RBAC, "ClusterRoleBinding", "", role));
    }
  }

  /** Tells what no unit may manage: none of it if the user allowed it. */
  static Predicate<ObjectNode> refused(GitSyncSettings settings, String namespace) {
    return settings.allowances().self() ? _ -> false : new OwnObjects(namespace);
  }

  /** Whether a manifest, or an object of the cluster, is one of them. */
  @Override
  public boolean test(ObjectNode object) {
    ObjectId id = ObjectId.of(object);
    return named.contains(id) || isDefinition(id) || (isGuarded(id) && bearsLabel(object));
  }

  private static boolean isDefinition(ObjectId id) {
    return id.kind().equals("CustomResourceDefinition")
        && id.group().equals("apiextensions.k8s.io")
        && DEFINITIONS.contains(id.name());
  }

  private static boolean isGuarded(ObjectId id) {
    Set<String> kinds = KINDS.get(id.group());
    return kinds != null && (kinds.isEmpty() || kinds.contains(id.kind()));
  }

  private static boolean bearsLabel(JsonNode object) {
    return LABELS.contains(object.path("metadata").path("labels").path(LABEL).asText());
  }
}
