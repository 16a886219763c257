package io.rolloutoperator.kube.fence;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Names one object of the API server.
 *
 * @param group API group, empty for the core group
 * @param kind the kind, {@code ReplicaSet}
 * @param namespace empty for cluster-scoped kinds
 * @param name the object's name
 */
public record ObjectKey(String group, String kind, String namespace, String name) {
  /** The key of a typed object. */
  public static ObjectKey of(HasMetadata object) {
    String apiVersion = object.getApiVersion();
    int slash = apiVersion.indexOf('/');
    String namespace = object.getMetadata().getNamespace();
    return new ObjectKey(
        slash < 0 ? "" : apiVersion.substring(0, slash),
        object.getKind(),
        namespace == null ? "" : namespace,
        object.getMetadata().getName());
  }

  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
