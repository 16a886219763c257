package io.rolloutoperator.gitsync.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.manifest.BuildException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''  | .          | ''
          .   | ''         | ''
          ''  | a/b        | a/b
          ''  | ./a//b/    | a/b
          a/b | ../../base | base
          a/b | ../c       | a/c
          a   | ..         | ''
          a   | b/../../c  | c
          a   | ...        | a/...
          """)
  void aRelativePathIsResolved(String folder, String path, String resolved) {
    assertThat(TreePath.resolve(folder, path)).isEqualTo(resolved);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../..", "/etc/passwd", "b/../../../a", "../../a/b"})
  void noPathLeavesTheRepository(String path) {
    assertThatThrownBy(() -> TreePath.resolve("a", path))
        .isInstanceOf(BuildException.class)
        .hasMessage("path \"" + path + "\" escapes the repository");
  }
}
