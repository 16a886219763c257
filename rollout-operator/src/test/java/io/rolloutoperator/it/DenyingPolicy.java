package io.rolloutoperator.it;

import io.rolloutoperator.testkit.junit.TestNamespace;

/**
 * A policy of the cluster that denies writes in a namespace until it is lifted.
 *
 * @param app for whose objects it is; one policy for each
 */
record DenyingPolicy(TestNamespace namespace, String app) {
  /** What the API server says with every denial. */
  static final String MESSAGE = "denied by the test";

  private static final String API = "admissionregistration.k8s.io/v1";

  /**
   * Makes it; it is in force a little later.
   *
   * @param writes a resource rule in YAML's flow style, without braces
   * @param unless expression that holds for what is not denied
   */
  static DenyingPolicy of(TestNamespace namespace, String app, String writes, String unless) {
    DenyingPolicy policy = new DenyingPolicy(namespace, app);
    namespace.apply(
        """
        apiVersion: %1$s
        kind: ValidatingAdmissionPolicy
        metadata: {name: %2$s}
        spec:
          matchConstraints:
            namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %3$s}}
            resourceRules: [{%4$s}]
          validations:
          - expression: "%5$s"
            message: %6$s
        ---
        apiVersion: %1$s
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: %2$s}
        spec: {policyName: %2$s, validationActions: [Deny]}
        """
            .formatted(API, policy.name(), namespace.name(), writes, unless, MESSAGE));
    return policy;
  }

  void lift() {
    namespace.delete(API, "ValidatingAdmissionPolicyBinding", name());
    namespace.delete(API, "ValidatingAdmissionPolicy", name());
  }

  private String name() {
    return namespace.name() + "-" + app;
  }
}
