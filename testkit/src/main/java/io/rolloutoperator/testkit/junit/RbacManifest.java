package io.rolloutoperator.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A manifest of ServiceAccount, roles and bindings, moved into a test's namespace: namespaced
 * objects and the bindings' subjects get that namespace, and names of cluster-wide objects get it
 * as a suffix, so that test classes with different manifests do not meet.
 *
 * @param serviceAccount the name of the one ServiceAccount that the manifest has
 */
record RbacManifest(List<ObjectNode> objects, String serviceAccount) {

  static RbacManifest in(String namespace, String yaml) {
    List<ObjectNode> moved = new ArrayList<>();
    List<String> accounts = new ArrayList<>();
    for (ObjectNode object : Json.yaml(yaml)) {
      String kind = object.path("kind").asText();
      switch (kind) {
        case "ServiceAccount" -> accounts.add(name(object));
        case "ClusterRole", "Role" -> {}
        case "ClusterRoleBinding", "RoleBinding" -> bind(object, namespace);
        default -> {
          continue; // Namespaces, Deployments and the like are not the identity's
        }
      }
      if (kind.startsWith("Cluster")) {
        metadata(object).put("name", name(object) + "-" + namespace);
      } else {
        metadata(object).put("namespace", namespace);
      }
      moved.add(object);
    }
    if (accounts.size() != 1) {
      throw new IllegalArgumentException(
          "an operator's RBAC manifest has one ServiceAccount, this one has " + accounts);
    }
    return new RbacManifest(List.copyOf(moved), accounts.getFirst());
  }

  private static void bind(ObjectNode binding, String namespace) {
    for (JsonNode subject : binding.path("subjects")) {
      if (subject instanceof ObjectNode account && account.has("namespace")) {
        account.put("namespace", namespace);
      }
    }
    if (binding.path("roleRef") instanceof ObjectNode role
        && role.path("kind").asText().equals("ClusterRole")) {
      role.put("name", role.path("name").asText() + "-" + namespace);
    }
  }

  private static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }

  private static ObjectNode metadata(ObjectNode object) {
    return object.withObject("/metadata");
  }
}
