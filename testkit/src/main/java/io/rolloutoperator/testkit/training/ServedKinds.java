package io.rolloutoperator.testkit.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import org.jspecify.annotations.Nullable;

/**
 * What discovery tells: the kinds that controllers of their own wait for, so that those start too
 * and what they load is written down. Kinds that everybody needs are not asked for.
 */
final class ServedKinds {
  private static final String GROUP = "rollout-operator.io";
  private static final String VERSION = GROUP + "/v1alpha1";

  private ServedKinds() {}

  /** Whether a path asks for kinds, not for objects. */
  static boolean asked(String path) {
    return path.equals("/apis")
        || (path.startsWith("/apis/") && path.chars().filter(c -> c == '/').count() == 3);
  }

  /**
   * Returns the answer to such a path.
   *
   * @return null for a version of a group that is not there
   */
  static @Nullable ObjectNode find(String path) {
    if (path.equals("/apis")) {
      ObjectNode groups = Json.object().put("apiVersion", "v1").put("kind", "APIGroupList");
      ObjectNode group = groups.putArray("groups").addObject().put("name", GROUP);
      group
          .putArray("versions")
          .addObject()
          .put("groupVersion", VERSION)
          .put("version", "v1alpha1");
      return groups;
    }
    if (!path.equals("/apis/" + VERSION)) {
      return null;
    }
    ObjectNode kinds = Json.object().put("apiVersion", "v1").put("kind", "APIResourceList");
    kinds.put("groupVersion", VERSION);
    kinds
        .putArray("resources")
        .addObject()
        .put("name", "gitsyncs")
        .put("kind", "GitSync")
        .put("namespaced", true);
    return kinds;
  }
}
