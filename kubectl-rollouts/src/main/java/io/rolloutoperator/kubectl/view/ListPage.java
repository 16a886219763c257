package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rollouts as JSON, a part for each. */
public final class ListPage {

  private ListPage() {}

  /** The parts by {@code namespace/name}. */
  public static Map<String, ObjectNode> parts(List<JsonNode> rollouts) {
    Map<String, ObjectNode> parts = new LinkedHashMap<>();
    for (JsonNode rollout : rollouts) {
      RolloutRow row = RolloutRow.of(rollout);
      parts.put(row.namespace() + "/" + row.name(), of(row, rollout));
    }
    return parts;
  }

  private static ObjectNode of(RolloutRow row, JsonNode rollout) {
    ObjectNode json = PageJson.object();
    json.put("namespace", row.namespace()).put("name", row.name());
    json.put("strategy", row.strategy());
    json.set("status", PageJson.health(Health.of(row.phase().word())));
    json.put("message", row.phase().message());
    json.put("step", row.steps().index()).put("steps", row.steps().count());
    row.setWeight().ifPresent(weight -> json.put("setWeight", weight));
    json.set("replicas", RolloutPage.replicas(row.replicas()));
    json.set("images", PageJson.texts(Revisions.images(At.node(rollout, "spec", "template"))));
    json.put("revision", Revisions.of(rollout));
    json.set("created", PageJson.time(At.time(rollout, "metadata", "creationTimestamp")));
    return json;
  }
}
