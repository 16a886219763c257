package io.rolloutoperator.testkit.apiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMessagesTest {
  private static final String NEXT = "GET /next HTTP/1.1";

  @Test
  void aHeadIsSentAsItCame() throws IOException {
    String text = "GET /api?a=b HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n";
    HttpHead head = head(text);
    assertThat(head.word(0)).isEqualTo("GET");
    assertThat(head.word(1)).isEqualTo("/api?a=b");
    assertThat(head.value("host")).isEqualTo("localhost");
    assertThat(head.value("Cookie")).isEmpty();
    assertThat(head.bytes()).asString(StandardCharsets.ISO_8859_1).isEqualTo(text);
  }

  @Test
  void aConnectionMayEndBetweenMessagesAndNowhereElse() throws IOException {
    assertThat(HttpHead.read(stream(""))).isEmpty();
    assertThatThrownBy(() -> HttpHead.read(stream("GET / HTTP/1.1\r\nHost:")))
        .isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\nno field\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n"})
  void whatIsNoHttpIsRefused(String text) {
    assertThatThrownBy(() -> HttpHead.read(stream(text)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no header field: ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, 200, Content-Length: 5, hello",
    "GET, 200, Transfer-Encoding: chunked, '2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n'",
    "GET, 200, Transfer-Encoding: chunked, '5\r\nhello\r\n0\r\nTrailer: x\r\n\r\n'",
    "HEAD, 200, Content-Length: 5, ''",
    "DELETE, 204, X: y, ''",
    "GET, 304, Content-Length: 5, ''",
    "GET, 101, Upgrade: websocket, ''",
  })
  void anAnswerIsHandedOnAsItIsAndNotAByteMore(String method, int status, String field, String body)
      throws IOException {
    HttpHead head = head("HTTP/1.1 " + status + " x\r\n" + field + "\r\n\r\n");
    InputStream in = stream(body + NEXT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HttpBody.ofAnswer(method, status, head).relay(in, out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(body);
    assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(NEXT);
  }

  @Test
  void anAnswerWithoutLengthEndsWithTheConnection() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HttpBody.ofAnswer("GET", 200, head("HTTP/1.1 200 OK\r\n\r\n")).relay(stream("all"), out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("all");
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 5, hello, hello",
    "Transfer-Encoding: chunked, '2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n', hello",
    "Accept: x, '', ''",
  })
  void aRequestIsReadAsAWhole(String field, String sent, String body) throws IOException {
    InputStream in = stream(sent + NEXT);
    assertThat(HttpBody.ofRequest(head("POST / HTTP/1.1\r\n" + field + "\r\n\r\n")).read(in))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(body);
    assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(NEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 5, hell",
    "Transfer-Encoding: chunked, '5\r\nhell'",
    "Transfer-Encoding: chunked, '5'"
  })
  void aBodyThatIsCutIsNoBody(String field, String body) throws IOException {
    HttpHead head = head("HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n");
    assertThatThrownBy(
            () ->
                HttpBody.ofAnswer("GET", 200, head)
                    .relay(stream(body), new ByteArrayOutputStream()))
        .isInstanceOf(EOFException.class);
  }

  private static HttpHead head(String text) throws IOException {
    return HttpHead.read(stream(text)).orElseThrow();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
