package io.rolloutoperator.testkit.apiproxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** A connection to the API server, for one request after another. */
final class Upstream implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private Upstream(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  static Upstream open(ApiServer server) throws IOException {
    return new Upstream(server.connect());
  }

  /**
   * Sends a request; the head of its answer. The answer's body is to be taken by {@link #relay} or
   * {@link #relayAll} before the next request.
   *
   * @param body as the head says that it is
   */
  HttpHead ask(HttpHead head, byte[] body) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.bytes());
    message.writeBytes(body);
    out.write(message.toByteArray());
    out.flush();
    return HttpHead.read(in)
        .orElseThrow(() -> new EOFException("the API server ended the connection"));
  }

  /** Hands the body of an answer on as it comes. */
  void relay(HttpBody body, OutputStream client) throws IOException {
    body.relay(in, client);
  }

  /** Hands the events of a watch on that comes as lines. */
  void relayLines(HttpBody body, WatchEvents seen, OutputStream client) throws IOException {
    EventLines lines = new EventLines(seen, client);
    body.decode(in, lines);
    lines.close(); // only then: one that breaks off has no end for the client either
  }

  /** Hands the events of a watch on that comes by WebSocket, until the server ends. */
  void relayFrames(WatchEvents seen, OutputStream client) throws IOException {
    for (Optional<ServerFrame> frame = ServerFrame.read(in);
        frame.isPresent();
        frame = ServerFrame.read(in)) {
      Optional<String> event = frame.get().text();
      if (event.isEmpty()) {
        client.write(frame.get().bytes());
      }
      for (String each : event.map(seen::insteadOf).orElse(List.of())) {
        client.write(ServerFrame.of(each).bytes());
      }
      client.flush();
    }
  }

  /** Hands bytes on, whatever they are, until the server ends. */
  void relayAll(OutputStream client) throws IOException {
    new HttpBody.UntilClose().relay(in, client);
  }

  /** Sends bytes, whatever they are, until the client ends. */
  void sendAll(InputStream client) throws IOException {
    new HttpBody.UntilClose().relay(client, out);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
