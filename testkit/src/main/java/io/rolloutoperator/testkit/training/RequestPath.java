package io.rolloutoperator.testkit.training;

import java.util.Arrays;
import java.util.List;

/**
 * What a path of the API names.
 *
 * @param resource group, version and plural, {@code /apis/apps/v1/replicasets}
 * @param namespace empty for all
 * @param name empty for the whole collection
 * @param subresource empty, {@code status} or {@code scale}
 */
record RequestPath(String resource, String namespace, String name, String subresource) {
  static RequestPath of(String path) {
    List<String> parts = Arrays.stream(path.split("/", -1)).filter(p -> !p.isEmpty()).toList();
    int version = parts.getFirst().equals("api") ? 2 : 3;
    String prefix = "/" + String.join("/", parts.subList(0, version));
    List<String> rest = parts.subList(version, parts.size());
    String namespace = "";
    if (rest.size() > 2 && rest.getFirst().equals("namespaces")) {
      namespace = rest.get(1);
      rest = rest.subList(2, rest.size());
    }
    return new RequestPath(
        prefix + "/" + rest.getFirst(),
        namespace,
        rest.size() > 1 ? rest.get(1) : "",
        rest.size() > 2 ? rest.get(2) : "");
  }

  /** Returns the key of an object of this collection. */
  String key(String objectNamespace, String objectName) {
    return resource + "|" + objectNamespace + "|" + objectName;
  }

  /** Returns the key of the object that is named. */
  String key() {
    return key(namespace, name);
  }

  /** Returns the plural alone. */
  String plural() {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }
}
