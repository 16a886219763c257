package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Which object a resource is, or was before a transformer renamed it.
 *
 * @param group empty for the core API
 * @param namespace as written; empty if there is none
 * @param clusterScoped whether the kind is known to have no namespace
 */
record ResourceId(
    String group,
    String version,
    String kind,
    String name,
    String namespace,
    boolean clusterScoped) {

  static final String DEFAULT_NAMESPACE = "default";
  private static final String NO_NAMESPACE = "_non_namespaceable_";

  static ResourceId of(String apiVersion, String kind, String name, String namespace) {
    return new ResourceId(
        groupOf(apiVersion),
        versionOf(apiVersion),
        kind,
        name,
        namespace,
        ClusterScope.certain(apiVersion, kind));
  }

  /** Reads it from an object; what is absent becomes empty. */
  static ResourceId of(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return of(
        Nodes.text(object.get("apiVersion")),
        Nodes.text(object.get("kind")),
        Nodes.text(metadata.get("name")),
        Nodes.text(metadata.get("namespace")));
  }

  static String groupOf(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  static String versionOf(String apiVersion) {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  /** The namespace that counts when two are compared: none and {@code default} are the same. */
  String effectiveNamespace() {
    if (clusterScoped) {
      return NO_NAMESPACE;
    }
    return namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
  }

  /** What two ids have in common exactly if they mean the same object. */
  Key key() {
    return new Key(group, version, kind, name, effectiveNamespace());
  }

  boolean sameAs(ResourceId other) {
    return key().equals(other.key());
  }

  boolean inSameNamespaceAs(ResourceId other) {
    return effectiveNamespace().equals(other.effectiveNamespace());
  }

  /** {@code Deployment shop/my-app}, or {@code Deployment my-app} without a namespace. */
  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }

  /** An id with its effective namespace. */
  record Key(String group, String version, String kind, String name, String namespace) {}
}
