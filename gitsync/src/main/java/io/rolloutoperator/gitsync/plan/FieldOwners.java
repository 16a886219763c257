package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Reads {@code metadata.managedFields}: who owns which fields of a live object. */
final class FieldOwners {

  /** Our field manager for objects. */
  static final String OURS = "rollout-operator-gitsync";

  private static final Set<String> PREDECESSORS =
      Set.of("before-first-apply", "helm", "argocd-controller", "kustomize-controller");

  private FieldOwners() {}

  /**
   * Whether an entry belongs to a tool whose fields Git takes over. Subresources are never taken:
   * they belong to controllers.
   */
  static boolean predecessor(JsonNode entry) {
    String manager = entry.path("manager").asText();
    return entry.path("operation").asText().equals("Update")
        && entry.path("subresource").asText().isEmpty()
        && (manager.startsWith("kubectl") || PREDECESSORS.contains(manager));
  }

  /** Whether an entry is our own apply. */
  static boolean ours(JsonNode entry) {
    return entry.path("manager").asText().equals(OURS)
        && entry.path("operation").asText().equals("Apply");
  }

  /**
   * Whether a field would stay if we stopped applying it, because somebody else owns it too, whose
   * fields are not going to be taken over.
   */
  static boolean ownedByOthers(ObjectNode live, String... path) {
    for (JsonNode entry : live.path("metadata").path("managedFields")) {
      JsonNode field = entry.path("fieldsV1");
      for (String step : path) {
        field = field.path("f:" + step);
      }
      if (!field.isMissingNode() && !ours(entry) && !predecessor(entry)) {
        return true;
      }
    }
    return false;
  }
}
