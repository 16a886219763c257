package io.rolloutoperator.testkit.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows all objects of one path: a list, then the changes, then a list again when the stream
 * broke or was too old. Delivers on one virtual thread, in the server's order.
 */
public final class ListWatch implements AutoCloseable {
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(200);

  private final Api api;
  private final String path;
  private final Handler handler;
  private final Thread thread;

  /** Receives what happens. */
  public interface Handler {
    /** These objects, and no others, exist now. */
    void listed(List<JsonNode> objects);

    /** An object was added or modified. */
    void changed(JsonNode object);

    /** An object is gone; this was its last state. */
    void deleted(JsonNode object);
  }

  private ListWatch(Api api, String path, Handler handler) {
    this.api = api;
    this.path = path;
    this.handler = handler;
    this.thread = Thread.ofVirtual().name("watch " + path).unstarted(this::run);
  }

  /**
   * Starts to follow.
   *
   * @param path of the list, with its selectors, such as {@code /api/v1/pods?fieldSelector=…}
   */
  public static ListWatch start(Api api, String path, Handler handler) {
    ListWatch watch = new ListWatch(api, path, handler);
    watch.thread.start();
    return watch;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        follow(list());
      } catch (IOException _) {
        pause(); // the server is down or cut the stream; the next list tells what was missed
      }
    }
  }

  private String list() throws IOException {
    Api.Response response = api.get(path);
    if (!response.ok()) {
      throw new IOException("list " + path + ": " + response.status());
    }
    List<JsonNode> items = new ArrayList<>();
    response.body().path("items").forEach(items::add);
    handler.listed(items);
    return response.body().path("metadata").path("resourceVersion").asText();
  }

  private void follow(String resourceVersion) throws IOException {
    String query = (path.contains("?") ? "&" : "?") + "watch=1&resourceVersion=" + resourceVersion;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(api.stream(path + query), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        JsonNode event = Json.parse(line);
        JsonNode object = event.path("object");
        switch (event.path("type").asText()) {
          case "ADDED", "MODIFIED" -> handler.changed(object);
          case "DELETED" -> handler.deleted(object);
          default -> throw new IOException("watch " + path + ": " + event);
        }
        line = lines.readLine();
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("watch " + path + ": the stream broke within a line", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_AFTER_ERROR);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
