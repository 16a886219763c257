package io.rolloutoperator.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistrustedInputTest {

  private static final String REVISION = "rollout.argoproj.io/revision";

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "99999999999999999999", "", "1.5", "٣"})
  void aRevisionThatIsNoNumberCountsAsAbsent(String text) {
    Map<String, String> annotations = Map.of(REVISION, text);
    assertThat(DistrustedInput.revision(annotations)).isZero();
    assertThat(DistrustedInput.annotationWarnings(annotations))
        .containsExactly(
            "annotation rollout.argoproj.io/revision has invalid value \"" + text + "\"; ignored");
  }

  @Test
  void aRevisionIsRead() {
    assertThat(DistrustedInput.revision(Map.of(REVISION, "12"))).isEqualTo(12);
    assertThat(DistrustedInput.revision(Map.of())).isZero();
    assertThat(DistrustedInput.annotationWarnings(Map.of(REVISION, "12"))).isEmpty();
    assertThat(DistrustedInput.annotationWarnings(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Paused | -3 | status.currentStepIndex -3 is out of range 0..5; recomputed from spec
          Paused | 6  | status.currentStepIndex 6 is out of range 0..5; recomputed from spec
          Paused | 5  |
          ``     |    |
          Odd    | 0  | status.phase "Odd" is unknown; recomputed from spec
          """)
  void aStatusThatMakesNoSenseIsWorthAWarning(String phase, Integer index, String warning) {
    assertThat(DistrustedInput.statusWarnings(phase, index, 5).findFirst().orElse(null))
        .isEqualTo(warning);
  }
}
