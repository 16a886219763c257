package io.rolloutoperator.testkit.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What discovery tells: the kinds that controllers of their own wait for, so that those start too
 * and what they load is written down. Kinds that everybody needs are not asked for.
 */
final class ServedKinds {
  private static final String VERSION = "v1alpha1";

  private record Kind(String group, String plural, String kind) {
    String apiVersion() {
      return group + "/" + VERSION;
    }
  }

  /** One of each group. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind("argoproj.io", "experiments", "Experiment"),
          new Kind("rollout-operator.io", "gitsyncs", "GitSync"));

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
      return groups();
    }
    return KINDS.stream()
        .filter(kind -> path.equals("/apis/" + kind.apiVersion()))
        .findFirst()
        .map(ServedKinds::kinds)
        .orElse(null);
  }

  private static ObjectNode groups() {
    ObjectNode list = Json.object().put("apiVersion", "v1").put("kind", "APIGroupList");
    ArrayNode groups = list.putArray("groups");
    for (Kind kind : KINDS) {
      ObjectNode group = groups.addObject().put("name", kind.group());
      group
          .putArray("versions")
          .addObject()
          .put("groupVersion", kind.apiVersion())
          .put("version", VERSION);
    }
    return list;
  }

  private static ObjectNode kinds(Kind kind) {
    ObjectNode list = Json.object().put("apiVersion", "v1").put("kind", "APIResourceList");
    list.put("groupVersion", kind.apiVersion());
    list.putArray("resources")
        .addObject()
        .put("name", kind.plural())
        .put("kind", kind.kind())
        .put("namespaced", true);
    return list;
  }
}
