package io.rolloutoperator.gitsync.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.YamlLimits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlLineEditTest {

  private static final String FILE = "overlays/prod/kustomization.yaml";
  private static final YamlLineEdit EDIT = new YamlLineEdit(YamlLimits.DEFAULT);

  static Stream<Arguments> edits() {
    return Stream.of(
        Arguments.of(
            "a value is replaced where it stands",
            """
            # head
            resources: [a.yaml]   # list
            images:
            - name: my-app # ours
              newTag: 1.2.3   # {"$imagepolicy": "shop:my-app:tag"}

            # patches
            patches: []
            """,
            """
            # head
            resources: [a.yaml]   # list
            images:
            - name: my-app # ours
              newTag: 1.2.4   # {"$imagepolicy": "shop:my-app:tag"}

            # patches
            patches: []
            """),
        Arguments.of(
            "other fields of the entry go",
            """
            images:
              # ours
              - newName: registry/my-app
                digest: sha256:abc
                name: my-app
            namespace: x
            """,
            """
            images:
              # ours
              - name: my-app
                newTag: 1.2.4
            namespace: x
            """),
        Arguments.of(
            "an entry is added in its place",
            """
            images:
            - name: a
              newTag: "1"
            # of z
            - name: z
              newTag: '2'
            """,
            """
            images:
            - name: a
              newTag: "1"
            - name: my-app
              newTag: 1.2.4
            # of z
            - name: z
              newTag: '2'
            """),
        Arguments.of(
            "the list is sorted",
            """
            images:
            - name: z
              newTag: "2"
            - name: my-app
              newTag: "0"
            """,
            """
            images:
            - name: my-app
              newTag: 1.2.4
            - name: z
              newTag: "2"
            """),
        Arguments.of(
            "the first of two with one name counts",
            """
            images:
            - name: a
              newTag: "1"
            - name: a
              newTag: "2"
            """,
            """
            images:
            - name: a
              newTag: "1"
            - name: my-app
              newTag: 1.2.4
            """),
        Arguments.of(
            "no images yet",
            "resources: [a]",
            "resources: [a]\nimages:\n- name: my-app\n  newTag: 1.2.4\n"),
        Arguments.of("an empty file", "", "images:\n- name: my-app\n  newTag: 1.2.4\n"),
        Arguments.of(
            "no value",
            "images: # none\nnamespace: x\n",
            "images: # none\n- name: my-app\n  newTag: 1.2.4\nnamespace: x\n"),
        Arguments.of(
            "a list in one line",
            "images: [{name: z, newTag: '1.0'}] # all\nnamespace: x\n",
            "images: # all\n- name: my-app\n  newTag: 1.2.4\n- name: z\n  newTag: \"1.0\"\nnamespace: x\n"),
        Arguments.of(
            "line breaks of Windows, no last one",
            "images:\r\n- name: my-app\r\n  newTag: \"1\"\r\n- name: z\r\n  newTag: \"1\"",
            "images:\r\n- name: my-app\r\n  newTag: 1.2.4\r\n- name: z\r\n  newTag: \"1\"\r\n"),
        Arguments.of(
            "characters of two halves",
            "# 🚀🚀\nimages:\n- {name: my-app, newTag: '1'}\n",
            "# 🚀🚀\nimages:\n- {name: my-app, newTag: 1.2.4}\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void onlyWhatMustChangeChanges(String name, String before, String after) {
    String edited = EDIT.setImages(FILE, before, List.of(myApp("1.2.4")));
    assertThat(edited).isEqualTo(after);
    assertThat(EDIT.setImages(FILE, edited, List.of(myApp("1.2.4")))).isSameAs(edited);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "v1|v1",
        "1.2.3|1.2.3",
        "1.2.3-rc.1|1.2.3-rc.1",
        "1.0|\"1.0\"",
        "1e3|\"1e3\"",
        "0123|\"0123\"",
        "2026-01-01|\"2026-01-01\"",
        "yes|\"yes\"",
        "Null|\"Null\"",
        "a: b|\"a: b\"",
        "a\"b|\"a\\\"b\"",
        "x:|\"x:\""
      })
  void aTagStaysAText(String tag, String written) {
    assertThat(EDIT.setImages(FILE, "", List.of(myApp(tag))))
        .isEqualTo("images:\n- name: my-app\n  newTag: " + written + "\n");
  }

  @Test
  void fieldsComeInTheOrderOfKustomize() {
    assertThat(
            EDIT.setImages(
                FILE, "", List.of(new ImageEntry("a", "registry:5000/a", "v1", "sha256:0a1b"))))
        .isEqualTo(
            "images:\n- digest: sha256:0a1b\n  name: a\n  newName: registry:5000/a\n  newTag: v1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 2]",
        "images: [",
        "images:\n- &a {name: my-app, newTag: '1', digest: x}\nother: *a\n",
        "images: &a\n- name: z\nother: 1\n---\nx: 1\n",
        "{images: [], x: 1}"
      })
  void whatCannotBeEditedIsLeftAlone(String text) {
    assertThatThrownBy(() -> EDIT.setImages(FILE, text, List.of(myApp("1.2.4"))))
        .isInstanceOf(BuildException.class)
        .hasMessageStartingWith(FILE + ": ");
  }

  @Test
  void deepNestingIsAnErrorOfTheFile() {
    assertThatThrownBy(() -> EDIT.setImages(FILE, "a: " + "[".repeat(50_000), List.of(myApp("1"))))
        .isInstanceOf(BuildException.class);
  }

  @Test
  void aFileIsEditedUpToTheSizeThatIsRendered() {
    String large = "# " + "x".repeat(4 << 20) + "\n";
    assertThat(limited(5 << 20).setImages(FILE, large, List.of(myApp("1.2.4"))))
        .isEqualTo(large + "images:\n- name: my-app\n  newTag: 1.2.4\n");
    assertTooLarge(YamlLimits.DEFAULT.bytes(), large, "3 MiB");
  }

  @Test
  void bytesAreCountedBeforeAndAfterTheEdit() {
    assertTooLarge(1_000, "# " + "ä".repeat(600) + "\n", "1 kB");
    assertTooLarge(1_000, "# " + "x".repeat(990) + "\n", "1 kB");
  }

  private static YamlLineEdit limited(int bytes) {
    return new YamlLineEdit(YamlLimits.of(bytes, 1, 1));
  }

  private static void assertTooLarge(int limit, String text, String named) {
    assertThatThrownBy(() -> limited(limit).setImages(FILE, text, List.of(myApp("1.2.4"))))
        .isInstanceOf(BuildException.class)
        .hasMessage(FILE + ": file larger than " + named);
  }

  private static ImageEntry myApp(String tag) {
    return new ImageEntry("my-app", "", tag, "");
  }
}
