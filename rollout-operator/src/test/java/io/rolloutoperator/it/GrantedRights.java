package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rights by verb and resource, such as {@code patch rollouts/status.argoproj.io}. */
final class GrantedRights {

  private GrantedRights() {}

  /** What the roles among these objects grant. */
  static Set<String> of(List<? extends JsonNode> objects) {
    return Right.grantedBy(objects).stream()
        .map(Right::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What an account has used, by the API server's audit log. */
  static Set<String> usedBy(OperatorIdentity identity, TestNamespace namespace) {
    List<AuditEntry> all = namespace.cluster().audit().of(identity.user());
    Set<String> used =
        all.stream()
            .filter(entry -> !entry.isImpersonated() && !entry.resource().startsWith("/"))
            .map(entry -> new Right(entry.verb(), entry.resource(), entry.group()).toString())
            .collect(Collectors.toCollection(TreeSet::new));
    if (all.stream().anyMatch(AuditEntry::isImpersonated)) {
      used.add(new Right("impersonate", "serviceaccounts", "").toString());
    }
    return used;
  }
}
