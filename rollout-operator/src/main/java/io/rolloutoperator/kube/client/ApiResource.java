package io.rolloutoperator.kube.client;

import io.rolloutoperator.kube.fence.ObjectKey;
import java.util.Locale;

/**
 * A kind as the API server's paths name it.
 *
 * @param group API group, empty for the core group
 * @param version {@code v1}
 * @param plural {@code replicasets}
 * @param kind {@code ReplicaSet}
 */
public record ApiResource(String group, String version, String plural, String kind) {
  /** A kind whose plural is its lower-case name with an s. */
  public static ApiResource of(String group, String version, String kind) {
    return new ApiResource(group, version, kind.toLowerCase(Locale.ROOT) + "s", kind);
  }

  /** Group and version, as objects state them. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** Names an object of this kind. */
  public ObjectKey key(String namespace, String name) {
    return new ObjectKey(group, kind, namespace, name);
  }

  /** Path of the collection, without a leading slash. */
  String path(String namespace) {
    String root = group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
    return root + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + plural;
  }
}
