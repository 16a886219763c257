package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Compares rules as written with rules as stored: the API server fills in defaults, and CRDs
 * without rule names drop them.
 */
final class CanonicalRule {

  private CanonicalRule() {}

  static boolean same(List<ObjectNode> stored, List<ObjectNode> wanted) {
    if (stored.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < stored.size(); i++) {
      if (!same(stored.get(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(ObjectNode stored, ObjectNode wanted) {
    ObjectNode a = withoutDefaults(stored);
    ObjectNode b = withoutDefaults(wanted);
    if (Rules.name(a).isEmpty()) {
      b.remove("name");
    }
    return a.equals(b);
  }

  private static ObjectNode withoutDefaults(ObjectNode rule) {
    ObjectNode copy = rule.deepCopy();
    for (ObjectNode backend : Rules.backends(copy)) {
      drop(backend, "group", "");
      drop(backend, "kind", "Service");
      if (backend.path("weight").asLong(1) == 1) {
        backend.remove("weight");
      }
    }
    for (ObjectNode match : Rules.objects(copy.path("matches"))) {
      dropDefaultPath(match);
      Rules.objects(match.path("headers")).forEach(header -> drop(header, "type", "Exact"));
      Rules.objects(match.path("queryParams")).forEach(query -> drop(query, "type", "Exact"));
    }
    return copy;
  }

  private static void dropDefaultPath(ObjectNode match) {
    JsonNode path = match.path("path");
    if (path.path("type").asText("PathPrefix").equals("PathPrefix")
        && path.path("value").asText("/").equals("/")) {
      match.remove("path");
    }
  }

  private static void drop(ObjectNode object, String field, String value) {
    if (object.path(field).asText(value).equals(value)) {
      object.remove(field);
    }
  }
}
