package io.rolloutoperator.gitsync.writeback.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Bodies of requests and answers. */
final class ForgeJson {

  private static final MediaType JSON = MediaType.get("application/json");
  private static final int LONGEST_URL = 2048;

  private ForgeJson() {}

  /** A request with the headers that all forges understand. */
  static Request.Builder request(HttpUrl url) {
    return new Request.Builder()
        .url(url)
        .header("Accept", "application/json")
        .header("User-Agent", "rollout-operator");
  }

  static RequestBody body(Map<String, String> fields) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    fields.forEach(object::put);
    return RequestBody.create(object.toString(), JSON);
  }

  /** A page's address, if it is one that a browser may be sent to. */
  static Optional<String> url(JsonNode node) {
    return Optional.of(node.asText())
        .filter(url -> url.length() <= LONGEST_URL)
        .map(HttpUrl::parse)
        .map(HttpUrl::toString);
  }

  /** The first of a list whose state is this one, else the first. */
  static Optional<JsonNode> preferred(JsonNode list, String state) {
    for (JsonNode item : list) {
      if (item.path("state").asText().equals(state)) {
        return Optional.of(item);
      }
    }
    return Optional.ofNullable(list.get(0));
  }
}
