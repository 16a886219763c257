package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rights by verb and resource, such as {@code patch rollouts/status.argoproj.io}. */
final class GrantedRights {
  private static final Set<String> ROLES = Set.of("Role", "ClusterRole");

  private GrantedRights() {}

  /** What the roles among these objects grant. */
  static Set<String> of(List<? extends JsonNode> objects) {
    Set<String> granted = new TreeSet<>();
    objects.stream()
        .filter(object -> ROLES.contains(object.path("kind").asText()))
        .flatMap(role -> Json.elements(role.path("rules")))
        .forEach(rule -> collect(rule, granted));
    return granted;
  }

  private static void collect(JsonNode rule, Set<String> granted) {
    for (JsonNode group : rule.path("apiGroups")) {
      for (JsonNode resource : rule.path("resources")) {
        for (JsonNode verb : rule.path("verbs")) {
          granted.add(right(verb.asText(), resource.asText(), group.asText()));
        }
      }
    }
  }

  /** What an account has used, by the API server's audit log. */
  static Set<String> usedBy(OperatorIdentity identity, TestNamespace namespace) {
    List<AuditEntry> all = namespace.cluster().audit().of(identity.user());
    Set<String> used =
        all.stream()
            .filter(entry -> !entry.isImpersonated() && !entry.resource().startsWith("/"))
            .map(entry -> right(entry.verb(), entry.resource(), entry.group()))
            .collect(Collectors.toCollection(TreeSet::new));
    if (all.stream().anyMatch(AuditEntry::isImpersonated)) {
      used.add(right("impersonate", "serviceaccounts", ""));
    }
    return used;
  }

  private static String right(String verb, String resource, String group) {
    return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
  }
}
