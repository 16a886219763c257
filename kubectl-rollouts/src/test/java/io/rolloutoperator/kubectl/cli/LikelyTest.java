package io.rolloutoperator.kubectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikelyTest {

  private static final List<String> KNOWN =
      List.of("Paused", "RolloutPaused", "CanaryPauseStep", "time-out", "Rollout", "Rollouts");

  @ParameterizedTest
  @CsvSource({
    "Puased, Paused",
    "Rollou, Rollout",
    "paused, Paused",
    "Pau, ''",
  })
  void oneWordIsMeantThatIsTwoEditsAway(String written, String meant) {
    assertThat(Likely.of(written, KNOWN).orElse("")).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "PAUSEDD, Paused",
    "pause, 'Paused,RolloutPaused'",
    "rollou, 'Rollout,Rollouts'",
    "timeout, time-out",
    "ro, ''",
    "lunch, ''",
  })
  void theNearestWordsComeFirstAndNoMoreThanAreWanted(String written, String meant) {
    assertThat(String.join(",", Likely.several(written, KNOWN, 2))).isEqualTo(meant);
  }
}
