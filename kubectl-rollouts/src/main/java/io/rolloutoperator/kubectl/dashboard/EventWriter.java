package io.rolloutoperator.kubectl.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a feed as server-sent events (WHATWG HTML, 9.2): {@code parts} with what changed since the
 * last one, {@code problem} with a sentence once nothing more will come.
 */
final class EventWriter {

  /** Also how long a page that went away is still counted. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final String RECONNECT = "retry: 2000\n\n";

  private final OutputStream out;
  private Map<String, String> sent = Map.of();

  EventWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes until the feed ends, or the reader goes away, which is an {@link IOException}. */
  void write(Feed feed) throws IOException, InterruptedException {
    text(RECONNECT);
    long version = 0;
    while (true) {
      Feed.State state = feed.await(version, HEARTBEAT);
      if (state.end().isPresent()) {
        event("problem", problem(state.end().get()));
        return;
      }
      if (state.version() > version) {
        event("parts", difference(sent, state.parts()));
        sent = state.parts();
        version = state.version();
      } else {
        text(":\n\n");
      }
    }
  }

  private static String problem(CommandFailure failure) {
    return Json.compact(JsonNodeFactory.instance.objectNode().put("message", failure.line()));
  }

  /** {@code {"set":{"summary":{…}},"gone":["revision:2"]}}. */
  static String difference(Map<String, String> before, Map<String, String> after) {
    StringBuilder json = new StringBuilder("{\"set\":{");
    after.forEach(
        (name, part) -> {
          if (!part.equals(before.get(name))) {
            json.append(json.charAt(json.length() - 1) == '{' ? "" : ",");
            json.append(quoted(name)).append(':').append(part);
          }
        });
    json.append("},\"gone\":[");
    Map<String, String> gone = new HashMap<>(before);
    gone.keySet().removeAll(after.keySet());
    json.append(String.join(",", gone.keySet().stream().map(EventWriter::quoted).toList()));
    return json.append("]}").toString();
  }

  private static String quoted(String text) {
    return Json.compact(JsonNodeFactory.instance.textNode(text));
  }

  /** JSON in one line has no line feed that would end an event. */
  private void event(String name, String data) throws IOException {
    text("event: " + name + "\ndata: " + data + "\n\n");
  }

  private void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
