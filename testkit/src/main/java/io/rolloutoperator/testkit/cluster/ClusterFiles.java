package io.rolloutoperator.testkit.cluster;

import java.nio.file.Path;

/**
 * The folder of one cluster.
 *
 * @param root absolute
 */
public record ClusterFiles(Path root) {
  /** Returns a certificate of the generated PKI. */
  public Path certificate(String name) {
    return pki().resolve(name + ".crt");
  }

  /** Returns a private key of the generated PKI. */
  public Path key(String name) {
    return pki().resolve(name + ".key");
  }

  /** Returns the folder of keys and certificates. */
  public Path pki() {
    return root.resolve("pki");
  }

  /** Returns the file with the CA's certificate. */
  public Path authority() {
    return certificate("ca");
  }

  /** Returns the folder of the store. */
  public Path store() {
    return root.resolve("etcd");
  }

  /** Returns the folder of all logs. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Returns the log file of a role. */
  public Path log(Role role) {
    return logs().resolve(role.command() + ".log");
  }

  /** Returns the audit log, one JSON document a line. */
  public Path auditLog() {
    return logs().resolve("audit.log");
  }

  /** Returns the file with the audit policy. */
  public Path auditPolicy() {
    return root.resolve("audit-policy.yaml");
  }

  /** Returns the folder of all kubeconfigs. */
  public Path kubeconfigs() {
    return root.resolve("kubeconfigs");
  }

  /** Returns the kubeconfig of a user. */
  public Path kubeconfig(String user) {
    return kubeconfigs().resolve(user + ".yaml");
  }
}
