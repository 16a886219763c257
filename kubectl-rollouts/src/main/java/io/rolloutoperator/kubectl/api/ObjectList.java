package io.rolloutoperator.kubectl.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects as they were at one time.
 *
 * @param version what a watch goes on from
 */
public record ObjectList(String version, List<JsonNode> items) {

  static final ObjectList EMPTY = new ObjectList("", List.of());

  public ObjectList {
    items = List.copyOf(items);
  }

  ObjectList plus(JsonNode page) {
    List<JsonNode> all = new ArrayList<>(items);
    page.path("items").forEach(all::add);
    return new ObjectList(page.path("metadata").path("resourceVersion").asText(version), all);
  }
}
