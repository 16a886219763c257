package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.Map;
import java.util.Set;

/**
 * How much a watch has to show of the objects of a kind.
 *
 * <p>Metadata says whose an object is, whether it still is as it was applied, and whether it may be
 * deleted. The rest is needed where health or a merge depends on it, at each pass; and to compare
 * an object with Git, which is rare enough to read the object then.
 */
public enum Detail {
  /** {@code apiVersion}, {@code kind} and {@code metadata}, without {@code managedFields}. */
  METADATA,
  /** Everything but {@code managedFields}. */
  WHOLE;

  /**
   * Kinds of the API server itself that have no status and of which nothing is merged, by group.
   * Custom resources are not among them, as each may have a status; nor are PodTemplates, as one
   * may be the template of a Rollout.
   */
  private static final Map<String, Set<String>> WITHOUT_STATUS =
      Map.of(
          "",
          Set.of("ConfigMap", "Secret", "ServiceAccount", "LimitRange", "Endpoints"),
          "rbac.authorization.k8s.io",
          Set.of("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"),
          "networking.k8s.io",
          Set.of("NetworkPolicy", "IngressClass"),
          "discovery.k8s.io",
          Set.of("EndpointSlice"),
          "storage.k8s.io",
          Set.of("StorageClass", "CSIDriver"),
          "scheduling.k8s.io",
          Set.of("PriorityClass"),
          "node.k8s.io",
          Set.of("RuntimeClass"),
          "admissionregistration.k8s.io",
          Set.of(
              "MutatingWebhookConfiguration",
              "ValidatingWebhookConfiguration",
              "ValidatingAdmissionPolicyBinding",
              "MutatingAdmissionPolicy",
              "MutatingAdmissionPolicyBinding"));

  /** Of a kind. */
  public static Detail of(String group, String kind) {
    return WITHOUT_STATUS.getOrDefault(group, Set.of()).contains(kind) ? METADATA : WHOLE;
  }

  /** Of the kind of an object. */
  public static Detail of(ObjectId id) {
    return of(id.group(), id.kind());
  }

  /** The object as such a watch shows it; the given one stays as it is. */
  public ObjectNode shown(ObjectNode object) {
    return switch (this) {
      case METADATA -> metadataOnly(object);
      case WHOLE -> object;
    };
  }

  private static ObjectNode metadataOnly(ObjectNode object) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.set("apiVersion", object.path("apiVersion"));
    shown.set("kind", object.path("kind"));
    if (object.get("metadata") instanceof ObjectNode metadata) {
      shown.set("metadata", metadata.deepCopy().without("managedFields"));
    }
    return shown;
  }
}
