package io.rolloutoperator.testkit.apiproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Takes the lines of a watch, and sends to a client in pieces what it is to see of them. */
final class EventLines extends OutputStream {
  private static final byte[] LINE_END = {'\r', '\n'};

  private final WatchEvents events;
  private final OutputStream client;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  EventLines(WatchEvents events, OutputStream client) {
    this.events = events;
    this.client = client;
  }

  @Override
  public void write(int value) throws IOException {
    if (value != '\n') {
      line.write(value);
      return;
    }
    String event = line.toString(StandardCharsets.UTF_8);
    line.reset();
    for (String seen : events.insteadOf(event)) {
      piece((seen + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private void piece(byte[] bytes) throws IOException {
    client.write(Integer.toHexString(bytes.length).getBytes(StandardCharsets.US_ASCII));
    client.write(LINE_END);
    client.write(bytes);
    client.write(LINE_END);
    client.flush();
  }

  /** Tells the client that there is no more; the client's connection stays open. */
  @Override
  public void close() throws IOException {
    if (line.size() > 0) {
      write('\n');
    }
    piece(new byte[0]);
  }
}
