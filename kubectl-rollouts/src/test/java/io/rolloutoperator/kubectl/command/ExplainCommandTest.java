package io.rolloutoperator.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.status.ConditionReason;
import io.rolloutoperator.gitsync.status.ConditionType;
import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.cli.ExitCode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainCommandTest {

  /** Of what is not built yet. */
  private static final Set<ConditionReason> NEVER_GIVEN =
      Set.of(ConditionReason.VERIFICATION_FAILED, ConditionReason.OUTSIDE_SYNC_WINDOW);

  private static PluginRun explain(String word) {
    return PluginRun.alone("explain " + word, Map.of());
  }

  @Test
  void thePageOfTheDocumentationIsInTheJar() {
    PluginRun run = explain("RolloutAborted");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Conditions", "Events");
  }

  static Stream<String> wordsOfGitSyncs() {
    Stream<String> conditions =
        Stream.concat(
            Arrays.stream(ConditionType.values()).map(ConditionType::text),
            Arrays.stream(ConditionReason.values())
                .filter(reason -> !NEVER_GIVEN.contains(reason))
                .map(ConditionReason::text));
    return Stream.concat(
        conditions,
        Stream.of("Applied", "Pruned", "DriftCorrected", "DriftFight", "RolledBackInGit"));
  }

  @ParameterizedTest
  @MethodSource("wordsOfGitSyncs")
  void everyConditionReasonAndEventOfAGitSyncIsExplained(String word) {
    assertThat(explain(word).code()).isZero();
  }

  @Test
  void withoutAWordAllAreListed() {
    PluginRun run = explain("");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).contains("Paused", "RolloutAborted", "waiting-for-pods");
    assertThat(run.out().lines()).allSatisfy(word -> assertThat(explain(word).code()).isZero());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RolloutAbort  | , did you mean RolloutAborted?
          rolloutabortd | , did you mean RolloutAborted?
          canary        | , did you mean SetCanaryScale or CanaryPauseStep?
          Metri         | , did you mean Metric, MetricError or MetricFailed?
          lunch         | :
          """)
  void whoAsksForAnUnknownWordIsToldTheNearestAndWhereAllAre(String word, String nearest) {
    PluginRun run = explain(word);
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "Error: nothing is known about \"%s\"%s 'kubectl rollouts explain' lists all words\n"
                .formatted(word, nearest));
  }

  @ParameterizedTest
  @CsvSource({"500, ''", "0, argo-rollouts-notification-configma"})
  void theLineStaysShortHoweverLongTheWordIs(int letters, String end) {
    assertThat(explain("x".repeat(letters) + end).err()).hasLineCount(1).hasSizeLessThan(200);
  }
}
