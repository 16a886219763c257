package io.rolloutoperator.kubectl.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.json.Json;
import java.io.IOException;
import java.io.InputStream;

/** The stream of a watch: one JSON value after the other. */
final class Changes {

  private Changes() {}

  /**
   * Reads to the end of the stream.
   *
   * @throws ApiFailure if the server reports an error in the stream
   */
  static void read(InputStream in, ChangeHandler each) throws IOException, ApiFailure {
    try (JsonParser values = Json.values(in)) {
      for (JsonNode change = Json.next(values); change != null; change = Json.next(values)) {
        String type = change.path("type").asText("");
        JsonNode object = change.path("object");
        if (type.equals("ERROR")) {
          throw new ApiFailure(
              object.path("code").asInt(500),
              Refusals.oneLine(object.path("message").asText("the watch failed")));
        }
        each.changed(type, object);
      }
    }
  }
}
