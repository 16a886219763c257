package io.rolloutoperator.kubectl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.json.Json;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads server-sent events as they come. */
final class EventReader implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;
  private final int status;
  private final StringBuilder text = new StringBuilder();

  EventReader(BrowserCall call) throws IOException {
    socket = call.open();
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    status = Integer.parseInt(BrowserCall.readLine(in).split(" ", -1)[1]);
    BrowserCall.readFields(in);
  }

  int status() {
    return status;
  }

  /**
   * The data of the next event of this name; others are passed over, but a heartbeat means that it
   * does not come.
   */
  JsonNode next(String name) throws IOException {
    String head = "event: " + name + "\ndata: ";
    while (true) {
      int end = text.indexOf("\n\n");
      if (end < 0) {
        readChunk();
        continue;
      }
      String event = text.substring(0, end);
      text.delete(0, end + 2);
      if (event.equals(":")) {
        throw new EOFException("no event \"" + name + "\" until the heartbeat");
      }
      if (event.startsWith(head)) {
        return Json.read(event.substring(head.length()));
      }
    }
  }

  /** The parts that the events so far have set, once there are so many: not all come at once. */
  Map<String, JsonNode> parts(int count) throws IOException {
    Map<String, JsonNode> parts = new LinkedHashMap<>();
    while (parts.size() < count) {
      next("parts")
          .path("set")
          .properties()
          .forEach(part -> parts.put(part.getKey(), part.getValue()));
    }
    return parts;
  }

  /** A chunk of the transfer, which may end within an event (RFC 9112, 7.1). */
  private void readChunk() throws IOException {
    int size = Integer.parseInt(BrowserCall.readLine(in), 16);
    if (size == 0) {
      throw new EOFException("no more events");
    }
    text.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
    BrowserCall.readLine(in);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
