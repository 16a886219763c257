package io.rolloutoperator.kubectl.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedrawTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Redraw screen = new Redraw(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  private void show(String... lines) {
    screen.show(List.of(lines), new Terminal(true, 80, 5));
  }

  private String written() {
    String text = bytes.toString(StandardCharsets.UTF_8).replace("\u001b[", "^");
    bytes.reset();
    return text;
  }

  @Test
  void onlyLinesThatChangedAreWritten() {
    show("a", "b", "c");
    assertThat(written()).isEqualTo("^?25l\ra^K\n\rb^K\n\rc^K\n");

    show("a", "B", "c");
    assertThat(written()).isEqualTo("^3A\r\n\rB^K\n\r\n");

    show("a", "B", "c");
    assertThat(written()).isEmpty();
  }

  @Test
  void whatIsLeftOfALongerScreenIsCleared() {
    show("a", "b", "c");
    written();
    show("a");
    assertThat(written()).isEqualTo("^3A\r\n^J");
  }

  @Test
  void aScreenIsNeverHigherThanTheTerminal() {
    show("1", "2", "3", "4", "5", "6");
    assertThat(written()).isEqualTo("^?25l\r1^K\n\r2^K\n\r3^K\n\r… 3 more lines^K\n");
    show("1", "2", "3", "4");
    assertThat(written()).isEqualTo("^4A\r\n\r\n\r\n\r4^K\n");
  }

  /** The terminal breaks its lines anew, so that nothing stands where it was. */
  @Test
  void aTerminalOfAnotherSizeIsDrawnAnew() {
    show("a", "b");
    written();
    screen.show(List.of("a", "b"), new Terminal(true, 40, 5));
    assertThat(written()).isEqualTo("^H^2J\ra^K\n\rb^K\n");
    screen.show(List.of("a", "c"), new Terminal(true, 40, 5));
    assertThat(written()).isEqualTo("^2A\r\n\rc^K\n");
  }

  @Test
  void theCursorComesBack() {
    screen.end();
    assertThat(written()).isEmpty();
    show("a");
    written();
    screen.end();
    assertThat(written()).isEqualTo("^?25h");
  }
}
