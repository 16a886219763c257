package io.rolloutoperator.testkit.cluster;

import java.util.List;
import java.util.stream.Collectors;

/** Which requests the API server writes to its audit log, and how much of each. */
final class AuditPolicy {
  private AuditPolicy() {}

  /**
   * Returns the policy: metadata of every request, without the reads of the cluster's own
   * components; with bodies for the writes of ServiceAccounts outside kube-system, which is what an
   * operator under test is, and for the users named.
   */
  static String text(List<String> recordedUsers) {
    String recorded =
        recordedUsers.isEmpty()
            ? ""
            : "- {level: RequestResponse, verbs: [create, update, patch, delete, deletecollection],"
                + " users: [%s]}\n"
                    .formatted(
                        recordedUsers.stream()
                            .map(user -> '"' + user + '"')
                            .collect(Collectors.joining(", ")));
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
        - level: RequestResponse
          verbs: [create, update, patch, delete, deletecollection]
          userGroups: ["system:serviceaccounts"]
        %s- {level: Metadata}
        """
        .formatted(recorded);
  }
}
