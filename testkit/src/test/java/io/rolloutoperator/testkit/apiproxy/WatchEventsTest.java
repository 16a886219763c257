package io.rolloutoperator.testkit.apiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchEventsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 1_000_000})
  void aFrameOfAnyLengthIsReadAsItIsWritten(int length) throws IOException {
    String text = "x".repeat(length);
    byte[] bytes = ServerFrame.of(text).bytes();
    ServerFrame read = ServerFrame.read(new ByteArrayInputStream(bytes)).orElseThrow();
    assertThat(read.text()).contains(text);
    assertThat(read.bytes()).isEqualTo(bytes);
  }

  @Test
  void aFrameThatIsNoTextIsHandedOnAsItIs() throws IOException {
    byte[] bytes = ServerFrame.end(1000).bytes();
    assertThat(bytes).containsExactly(0x88, 2, 0x03, 0xe8);
    ServerFrame read = ServerFrame.read(new ByteArrayInputStream(bytes)).orElseThrow();
    assertThat(read.text()).isEmpty();
    assertThat(read.bytes()).isEqualTo(bytes);
  }

  @Test
  void aConnectionMayEndBetweenFramesAndNowhereElse() throws IOException {
    assertThat(ServerFrame.read(new ByteArrayInputStream(new byte[0]))).isEmpty();
    byte[] whole = ServerFrame.of("hello").bytes();
    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ServerFrame.read(new ByteArrayInputStream(part)))
          .isInstanceOf(EOFException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "drop, '2\r\na\n\r\n2\r\nc\n\r\n0\r\n\r\n'",
    "repeat, '2\r\na\n\r\n2\r\nb\n\r\n2\r\nb\n\r\n2\r\nc\n\r\n0\r\n\r\n'",
  })
  void linesAreHandedOnInPieces(String what, String sent) throws IOException {
    ByteArrayOutputStream client = new ByteArrayOutputStream();
    WatchEvents events =
        event ->
            !event.equals("b")
                ? List.of(event)
                : what.equals("drop") ? List.of() : List.of("b", "b");
    try (EventLines lines = new EventLines(events, client)) {
      lines.write("a\nb\nc\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(client.toString(StandardCharsets.UTF_8)).isEqualTo(sent);
  }
}
