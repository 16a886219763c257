package io.rolloutoperator.testkit.apiproxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What stands before the body of a message of HTTP/1.1.
 *
 * @param startLine {@code GET /api HTTP/1.1}, or {@code HTTP/1.1 200 OK}
 * @param fields in their order
 */
record HttpHead(String startLine, List<Field> fields) {
  private static final int LONGEST = 1 << 16;
  private static final String LINE_END = "\r\n";
  private static final String END = LINE_END + LINE_END;

  /** One header field. */
  record Field(String name, String value) {}

  HttpHead {
    fields = List.copyOf(fields);
  }

  /**
   * Reads a head.
   *
   * @return nothing if the connection ends where a message would begin
   * @throws EOFException if it ends within the head
   * @throws IOException if the head is longer than 64 KiB or no HTTP
   */
  static Optional<HttpHead> read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!endsHead(text)) {
      int next = in.read();
      if (next < 0 && text.isEmpty()) {
        return Optional.empty();
      }
      if (next < 0) {
        throw new EOFException("the connection ends within a head");
      }
      if (text.length() >= LONGEST) {
        throw new IOException("a head of more than " + LONGEST + " bytes");
      }
      text.append((char) next);
    }
    return Optional.of(parse(text.substring(0, text.length() - END.length())));
  }

  private static boolean endsHead(StringBuilder text) {
    int begin = text.length() - END.length();
    return begin >= 0 && text.indexOf(END, begin) == begin;
  }

  private static HttpHead parse(String text) throws IOException {
    List<String> lines = Arrays.asList(text.split(LINE_END, -1));
    List<Field> fields = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IOException("no header field: " + line);
      }
      fields.add(new Field(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new HttpHead(lines.getFirst(), fields);
  }

  /** The bytes that are sent. */
  byte[] bytes() {
    StringBuilder text = new StringBuilder(startLine).append(LINE_END);
    fields.forEach(
        field -> text.append(field.name()).append(": ").append(field.value()).append(LINE_END));
    return text.append(LINE_END).toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The value of a field; empty without it. */
  String value(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  /** The same head with one field of this name, in place of those it had. */
  HttpHead with(String name, String value) {
    List<Field> changed = new ArrayList<>(without(name).fields());
    changed.add(new Field(name, value));
    return new HttpHead(startLine, changed);
  }

  /** The same head without fields of this name. */
  HttpHead without(String name) {
    return new HttpHead(
        startLine, fields.stream().filter(field -> !field.name().equalsIgnoreCase(name)).toList());
  }

  /** The n-th word of the start line, the first one being 0; empty if there are not so many. */
  String word(int number) {
    String[] words = startLine.split(" ", -1);
    return number < words.length ? words[number] : "";
  }

  /** Whether the connection ends after this message. */
  boolean closes() {
    return value("Connection").equalsIgnoreCase("close");
  }
}
