package io.rolloutoperator.testkit.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What discovery tells: the kinds that controllers of their own wait for, so that those start too
 * and what they load is written down, and those that are committed.
 */
final class ServedKinds {
  private static final Map<String, List<String>> KINDS =
      Map.of(
          "v1", List.of("Service", "ServiceAccount"),
          "apps/v1", List.of("Deployment", "ReplicaSet"),
          "gateway.networking.k8s.io/v1", List.of("HTTPRoute"),
          "argoproj.io/v1alpha1", List.of("Rollout"),
          "rollout-operator.io/v1alpha1", List.of("GitSync"));

  private ServedKinds() {}

  /** Whether a path asks for kinds, not for objects. */
  static boolean asked(String path) {
    return path.equals("/apis")
        || path.equals("/api/v1")
        || (path.startsWith("/apis/") && path.chars().filter(c -> c == '/').count() == 3);
  }

  /**
   * Returns the answer to such a path.
   *
   * @return null for a version of a group that is not there
   */
  static @Nullable ObjectNode find(String path) {
    if (path.equals("/apis")) {
      return groups();
    }
    String version = path.substring(path.indexOf('/', 1) + 1);
    List<String> kinds = KINDS.get(version);
    return kinds == null ? null : resources(version, kinds);
  }

  private static ObjectNode groups() {
    ObjectNode answer = Json.object().put("apiVersion", "v1").put("kind", "APIGroupList");
    ArrayNode groups = answer.putArray("groups");
    for (String apiVersion : KINDS.keySet()) {
      int slash = apiVersion.indexOf('/');
      if (slash > 0) {
        groups
            .addObject()
            .put("name", apiVersion.substring(0, slash))
            .putArray("versions")
            .addObject()
            .put("groupVersion", apiVersion)
            .put("version", apiVersion.substring(slash + 1));
      }
    }
    return answer;
  }

  private static ObjectNode resources(String version, List<String> kinds) {
    ObjectNode answer = Json.object().put("apiVersion", "v1").put("kind", "APIResourceList");
    ArrayNode resources = answer.put("groupVersion", version).putArray("resources");
    for (String kind : kinds) {
      resources
          .addObject()
          .put("name", kind.toLowerCase(Locale.ROOT) + "s")
          .put("kind", kind)
          .put("namespaced", true);
    }
    return answer;
  }
}
