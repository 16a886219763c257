package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objects that carry the mark of a unit, whatever its inventory says.
 *
 * @param unit its GitSync's name
 * @param byId {@code <namespace>_<name>_<group>_<kind>}
 */
record UnitObjects(String unit, Map<String, JsonNode> byId) {
  private static final String LABEL = "rollout-operator.io/sync";
  private static final String OWNER = "rollout-operator.io/sync-owner";

  /** What no two runs have alike. */
  private static final List<String> OF_ONE_RUN =
      List.of("uid", "resourceVersion", "generation", "creationTimestamp", "managedFields");

  private record Kind(String group, String version, String kind, String plural) {
    String list(String namespace) {
      return "/%s/namespaces/%s/%s?labelSelector=%s".formatted(version, namespace, plural, LABEL);
    }

    String id(String namespace, String name) {
      return String.join("_", namespace, name, group, kind);
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind("", "api/v1", "ConfigMap", "configmaps"),
          new Kind("", "api/v1", "Service", "services"),
          new Kind("apps", "apis/apps/v1", "Deployment", "deployments"),
          new Kind("argoproj.io", "apis/argoproj.io/v1alpha1", "Rollout", "rollouts"));

  static UnitObjects read(TestNamespace namespace, String unit) {
    Map<String, JsonNode> byId = new TreeMap<>();
    String owner = "GitSync/" + namespace.name() + "/" + unit;
    for (Kind kind : KINDS) {
      for (JsonNode object : list(namespace, kind)) {
        JsonNode metadata = object.path("metadata");
        if (metadata.path("annotations").path(OWNER).asText().equals(owner)) {
          String name = metadata.path("name").asText();
          byId.put(kind.id(namespace.name(), name), object);
        }
      }
    }
    return new UnitObjects(unit, byId);
  }

  private static JsonNode list(TestNamespace namespace, Kind kind) {
    String path = kind.list(namespace.name());
    try {
      return namespace.cluster().api().get(path).orThrow(path).path("items");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id of the object that a request was about, if it was about a whole object. */
  static Optional<String> id(AuditEntry entry) {
    return KINDS.stream()
        .filter(
            kind -> kind.plural().equals(entry.resource()) && kind.group().equals(entry.group()))
        .map(kind -> kind.id(entry.namespace(), entry.name()))
        .findFirst();
  }

  /** Which object it is, by id. */
  Map<String, String> uids() {
    Map<String, String> uids = new TreeMap<>();
    byId.forEach((id, object) -> uids.put(id, object.at("/metadata/uid").asText()));
    return uids;
  }

  /** What two units from the same files have in common, by id, as text. */
  Map<String, String> masked() {
    Map<String, String> masked = new TreeMap<>();
    byId.forEach(
        (id, object) ->
            masked.put(id.replace(unit, "UNIT"), Json.write(masked(object)).replace(unit, "UNIT")));
    return masked;
  }

  private static JsonNode masked(JsonNode object) {
    ObjectNode copy = object.deepCopy();
    copy.remove("status");
    copy.withObject("/metadata").remove(OF_ONE_RUN);
    copy.withObject("/metadata/labels").remove(LABEL);
    copy.withObject("/metadata/annotations")
        .remove(List.of("rollout.argoproj.io/revision", "deployment.kubernetes.io/revision"));
    copy.withObject("/spec").remove(List.of("clusterIP", "clusterIPs"));
    return copy;
  }
}
