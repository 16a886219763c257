package io.rolloutoperator.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.snapshot.Annotations;
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
    assertThat(Annotations.number(annotations, REVISION)).isZero();
    assertThat(DistrustedInput.revisionWarnings(annotations))
        .containsExactly(
            "annotation rollout.argoproj.io/revision has invalid value \"" + text + "\"; ignored");
  }

  @Test
  void aRevisionThatIsANumberOrAbsentIsNoWarning() {
    assertThat(DistrustedInput.revisionWarnings(Map.of(REVISION, "12"))).isEmpty();
    assertThat(DistrustedInput.revisionWarnings(Map.of())).isEmpty();
  }

  @Test
  void aDeadlineThatIsNotTrustedIsWorthAWarning() {
    Map<String, String> annotations = Map.of("scale-down-deadline", "not a time");
    assertThat(DistrustedInput.deadlineWarnings(annotations, false))
        .containsExactly(
            "annotation scale-down-deadline has invalid value \"not a time\"; ignored");
    assertThat(DistrustedInput.deadlineWarnings(annotations, true)).isEmpty();
    assertThat(DistrustedInput.deadlineWarnings(Map.of(), false)).isEmpty();
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
