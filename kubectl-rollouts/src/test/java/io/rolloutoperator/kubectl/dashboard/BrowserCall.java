package io.rolloutoperator.kubectl.dashboard;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as a browser sends it, or as nobody should: any line of it can be another.
 *
 * @param port where it goes
 * @param fields of the head; an empty value leaves a field out
 */
record BrowserCall(
    int port, String method, String target, Map<String, String> fields, String body) {

  BrowserCall {
    fields = new LinkedHashMap<>(fields);
  }

  static BrowserCall get(int port, String target) {
    return new BrowserCall(port, "GET", target, Map.of("Host", "127.0.0.1:" + port), "");
  }

  BrowserCall with(String field, String value) {
    Map<String, String> others = new LinkedHashMap<>(fields);
    others.put(field, value);
    return new BrowserCall(port, method, target, others, body);
  }

  BrowserCall to(String other) {
    return new BrowserCall(port, method, other, fields, body);
  }

  BrowserCall by(String other) {
    return new BrowserCall(port, other, target, fields, body);
  }

  BrowserCall saying(String other) {
    return new BrowserCall(port, method, target, fields, other);
  }

  /** An answer: field names are in lower case. */
  record Reply(int status, Map<String, String> fields, String body) {

    /** A field; "" if it is not there. */
    String field(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  /** Sends it and reads the answer to its end. */
  Reply send() {
    try (Socket socket = open()) {
      return read(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends it; who called reads the answer. */
  Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    fields.forEach((name, value) -> head.append(value.isEmpty() ? "" : line(name, value)));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean chunked = fields.containsKey("Transfer-Encoding");
    head.append(chunked ? "" : "Content-Length: " + bytes.length + "\r\n");
    head.append("Connection: close\r\n\r\n");
    socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
    if (chunked) {
      socket
          .getOutputStream()
          .write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    socket.getOutputStream().write(bytes);
    if (chunked) {
      socket.getOutputStream().write("\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }
    socket.getOutputStream().flush();
    return socket;
  }

  private static String line(String name, String value) {
    List<String> lines = new ArrayList<>();
    for (String each : value.split("\n", -1)) {
      lines.add(name + ": " + each + "\r\n");
    }
    return String.join("", lines);
  }

  private static Reply read(InputStream in) throws IOException {
    int status = Integer.parseInt(readLine(in).split(" ", -1)[1]);
    Map<String, String> fields = readFields(in);
    return new Reply(status, fields, new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }

  /** The fields of a head, to the empty line. */
  static Map<String, String> readFields(InputStream in) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      int colon = line.indexOf(':');
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return fields;
  }

  /** A line without its end. */
  static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.write(c);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }
}
