package io.rolloutoperator.kubectl.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.lint.SourceFile.Choice;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, it is one line. */
class SourceFileTest {

  private static final String OBJECT = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n";

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("", "f:1: the file is empty"),
        Arguments.of("# only a comment\n---\n", "f:1: the file is empty"),
        Arguments.of("just words", "f:1: not a Kubernetes object"),
        Arguments.of("- a\n- b", "f:1: not a Kubernetes object"),
        Arguments.of("\nname: x", "f:2: not a Kubernetes object: it has no kind"),
        Arguments.of("kind: Rollout", "f:1: not a Kubernetes object: it has no apiVersion"),
        Arguments.of(OBJECT + "data:\n  a: 1\n  a: 2", "f:6: duplicate key \"a\""),
        Arguments.of("{\"kind\": \"X\", \"kind\": \"Y\"}", "f:1: duplicate key \"kind\""),
        Arguments.of(OBJECT + "x: [1, 2", "f:4: expected ',' or ']'"),
        Arguments.of(OBJECT + "spec:\n\tx: 1", "f:5: "),
        Arguments.of("{{- if .Values.on }}\n" + OBJECT, "f:"),
        Arguments.of("\u0000\u0001\u0002", "f:"),
        Arguments.of(bomb(), "f:"),
        Arguments.of("---\na: 1\n".repeat(1_001), "f:1: more than 1000 documents"),
        Arguments.of(OBJECT + "x: " + "[".repeat(5_000), "f:4: nesting is deeper than 100"));
  }

  /** Nine levels of nine aliases each: a thousand million nodes. */
  private static String bomb() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 10; i++) {
      text.append("a%d: &a%d [".formatted(i, i));
      text.append("*a%d, ".formatted(i - 1).repeat(9)).append("x]\n");
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatCannotBeReadIsOneLineWithItsPlace(String text, String line) {
    SourceFile file = SourceFile.read("f", text.getBytes(StandardCharsets.UTF_8), Choice.NAMED);
    assertThat(file.findings()).hasSize(1);
    assertThat(file.findings().getFirst().display()).startsWith(line).hasLineCount(1);
    assertThat(file.objects()).isEmpty();
  }

  @Test
  void bytesThatAreNoTextAreOneLineToo() {
    byte[] bytes = {(byte) 0x7f, 'E', 'L', 'F', (byte) 0xff, (byte) 0xfe, 0};
    assertThat(SourceFile.read("f", bytes, Choice.FOUND).findings())
        .extracting(Finding::display)
        .containsExactly("f:1: not valid UTF-8");
  }

  @Test
  void aFolderMayHoldOtherFiles() {
    byte[] values = "replicas: 3".getBytes(StandardCharsets.UTF_8);
    assertThat(SourceFile.read("values.yaml", values, Choice.FOUND).findings()).isEmpty();
  }

  @Test
  void documentsAndListsAreTakenApart() {
    String text =
        OBJECT
            + "---\n"
            + "apiVersion: v1\nkind: SecretList\nitems:\n- "
            + "{apiVersion: v1, kind: Secret, metadata: {name: t}}\n";
    assertThat(SourceFile.read("f", text.getBytes(StandardCharsets.UTF_8), Choice.NAMED).objects())
        .extracting(SourceObject::name)
        .containsExactly("s", "t");
  }
}
