package io.rolloutoperator.gitsync.writeback.forge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import okhttp3.Headers;

/**
 * An answer of a real forge, kept in {@code resources/forge} with names of this project, as it went
 * over the wire: status line, headers, an empty line, the body.
 */
record Recording(String statusLine, Headers headers, String body) {

  /**
   * Reads one.
   *
   * @param name {@code github/created-201.http}
   */
  static Recording of(String name) {
    String text = text(name);
    int end = text.indexOf("\n\n");
    List<String> head = text.substring(0, end).lines().toList();
    Headers.Builder headers = new Headers.Builder();
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return new Recording(head.getFirst(), headers.build(), text.substring(end + 2));
  }

  /** The same with another status: what is found has the form of what was created. */
  Recording withStatus(String line) {
    return new Recording(line, headers, body);
  }

  /**
   * The same with other headers.
   *
   * @param changed names and values; an empty value takes the header away
   */
  Recording with(String... changed) {
    Headers.Builder all = headers.newBuilder();
    for (int i = 0; i < changed.length; i += 2) {
      all.removeAll(changed[i]);
      if (!changed[i + 1].isEmpty()) {
        all.add(changed[i], changed[i + 1]);
      }
    }
    return new Recording(statusLine, all.build(), body);
  }

  MockResponse response() {
    return new MockResponse.Builder().status(statusLine).headers(headers).body(body).build();
  }

  private static String text(String name) {
    try (InputStream file =
        Objects.requireNonNull(Recording.class.getResourceAsStream("/forge/" + name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
