package io.rolloutoperator.kubectl.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTest {

  @ParameterizedTest
  @CsvSource({
    "a/f.yaml, a/f.yaml, 0",
    "f.yaml, g.yaml, 1",
    "a/f.yaml, a/g.yaml, 1",
    "a/f.yaml, g.yaml, 2",
    "a/f.yaml, a/b/g.yaml, 2",
    "a/f.yaml, b/g.yaml, 3",
    "a/b/f.yaml, a/c/d/g.yaml, 4",
    "/a/f.yaml, /b/g.yaml, 3",
    "ab/f.yaml, a/g.yaml, 3",
    "stdin, a/g.yaml, 2"
  })
  void foldersAreCounted(String file, String other, int distance) {
    assertThat(Distance.between(file, other)).isEqualTo(distance);
    assertThat(Distance.between(other, file)).isEqualTo(distance);
  }
}
