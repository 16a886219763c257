package io.rolloutoperator.testkit.junit;

/** The manifest of a ServiceAccount with a Role of its own. */
public final class AccountManifest {

  private AccountManifest() {}

  /**
   * ServiceAccount, Role and RoleBinding of one name, to be applied in the namespace.
   *
   * @param rules of the Role, a list in YAML's flow style
   */
  public static String of(String name, TestNamespace namespace, String rules) {
    return """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: %1$s}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: %1$s}
        rules: %3$s
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: %1$s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s}
        subjects: [{kind: ServiceAccount, name: %1$s, namespace: %2$s}]
        """
        .formatted(name, namespace.name(), rules);
  }
}
