package io.rolloutoperator.testkit.cluster;

/** A process of the control plane. */
public enum Role {
  /** The store. */
  ETCD("etcd"),
  /** The API server. */
  API_SERVER("kube-apiserver"),
  /** ReplicaSets, Jobs, garbage collection, EndpointSlices and so on. */
  CONTROLLER_MANAGER("kube-controller-manager"),
  /** The scheduler; only started when asked for, as the node agent can bind pods itself. */
  SCHEDULER("kube-scheduler");

  private final String command;

  Role(String command) {
    this.command = command;
  }

  /** Returns the role's name on the command line and of its log file. */
  public String command() {
    return command;
  }
}
