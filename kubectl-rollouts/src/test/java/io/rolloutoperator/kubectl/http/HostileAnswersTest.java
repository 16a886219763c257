package io.rolloutoperator.kubectl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no answer of a good server, in which {@code |} stands for the end of a line. */
class HostileAnswersTest {
  private static final String CLOSED = "the server closed the connection";
  private static final String MALFORMED = "the server sent a malformed answer";

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK|Content-Length: 2||{}', {}",
    "'HTTP/1.1 200 OK|Content-Length: 2||{}ignored', {}",
    "'HTTP/1.1 200|content-length:0||', ''",
    "'HTTP/1.1 204 No Content||', ''",
    "'HTTP/1.0 200 OK||until the end', until the end",
    "'HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 1||x', x",
    "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||2;a=b|{}|3|abc|0|Trailer: t||', {}abc",
  })
  void whatAnAnswerMayLookLike(String answer, String body) throws IOException {
    assertThat(read(answer)).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK",
        "HTTP/1.1 200 OK|Content-Length: 9",
        "HTTP/1.1 200 OK|Content-Length: 9||{}",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||9|{}",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|{}|",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|{}|0|",
      })
  void aCutAnswerIsNoAnswer(String answer) {
    assertThatThrownBy(() -> read(answer)).isInstanceOf(IOException.class).hasMessage(CLOSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 OK||",
        "HTTP/1.1 200 OK|no colon||",
        "HTTP/1.1 200 OK|Content-Length: -1||{}",
        "HTTP/1.1 200 OK|Content-Length: +2||{}",
        "HTTP/1.1 200 OK|Content-Length: 99999999999999999999||{}",
        "HTTP/1.1 200 OK|Content-Length: ||{}",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-1|{}|0||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||zz|{}|0||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked|||{}|0||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||ffffffffffffffff|{}|0||",
      })
  void aMalformedAnswerIsOneLine(String answer) {
    assertThatThrownBy(() -> read(answer)).isInstanceOf(IOException.class).hasMessage(MALFORMED);
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() {
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK|X: " + "x".repeat(70_000) + "||"))
        .hasMessage(MALFORMED);
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK|" + fields(201) + "|")).hasMessage(MALFORMED);
    assertThatThrownBy(() -> read("HTTP/1.1 100 Continue||".repeat(21))).hasMessage(MALFORMED);
  }

  @Test
  void anotherProtocolIsNamed() {
    assertThatThrownBy(() -> read("SSH-2.0-OpenSSH_9.2|"))
        .hasMessage("the server does not speak HTTP/1.1");
  }

  private static String fields(int count) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < count; i++) {
      fields.append("X-").append(i).append(": x|");
    }
    return fields.toString();
  }

  private static String read(String answer) throws IOException {
    byte[] bytes = answer.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
    InputStream in = new ByteArrayInputStream(bytes);
    BodyStream body = new BodyStream(in, ResponseHead.read(in));
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }
}
