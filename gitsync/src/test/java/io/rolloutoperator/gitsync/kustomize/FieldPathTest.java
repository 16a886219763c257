package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How paths are cut into steps. */
class FieldPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec/a/b                                      | spec a b",
        "/spec/a                                       | spec a",
        "metadata/annotations/example.com\\/key        | metadata annotations example.com/key"
      })
  void slashesCut(String path, String steps) {
    assertThat(FieldPath.split(path, '/')).isEqualTo(List.of(steps.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec.containers.[name=a.b].image    | spec containers [name=a.b] image",
        "metadata.annotations.[a.b/c]        | metadata annotations a.b/c",
        "data.config\\.json.a                | data config.json a",
        "spec.rules.0.host                   | spec rules 0 host",
        "spec.[x=y].*                        | spec [x=y] *"
      })
  void bracketsKeepDotsTogether(String path, String steps) {
    assertThat(FieldPath.splitBracketed(path)).isEqualTo(List.of(steps.split(" ")));
  }
}
