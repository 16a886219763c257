package io.rolloutoperator.testkit.cluster;

import java.util.stream.Collectors;

/** Which requests the API server writes to its audit log, and how much of each. */
final class AuditPolicy {
  private AuditPolicy() {}

  /**
   * Returns the policy: metadata of every request, without the reads of the cluster's own
   * components, and the bodies that are asked for.
   */
  static String text(Recorded recorded) {
    String bodies = "";
    if (recorded.serviceAccounts()) {
      bodies += rule("userGroups: [\"system:serviceaccounts\"]");
    }
    if (!recorded.users().isEmpty()) {
      bodies +=
          rule(
              recorded.users().stream()
                  .map(user -> '"' + user + '"')
                  .collect(Collectors.joining(", ", "users: [", "]")));
    }
    return """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        omitManagedFields: true
        rules:
        - level: None
          verbs: [get, list, watch]
          users: ["system:kube-controller-manager", "system:kube-scheduler", "system:apiserver"]
        - {level: None, verbs: [get, list, watch], userGroups: ["system:nodes"]}
        - level: None
          verbs: [get, list, watch]
          userGroups: ["system:serviceaccounts:kube-system"]
        - {level: Metadata, userGroups: ["system:serviceaccounts:kube-system"]}
        %s- {level: Metadata}
        """
        .formatted(bodies);
  }

  private static String rule(String whose) {
    return "- {level: RequestResponse, verbs: [create, update, patch, delete, deletecollection], %s}\n"
        .formatted(whose);
  }
}
