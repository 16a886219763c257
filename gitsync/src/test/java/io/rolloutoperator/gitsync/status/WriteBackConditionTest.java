package io.rolloutoperator.gitsync.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.gitsync.GitSyncCondition;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WriteBackConditionTest {

  static Stream<Arguments> states() {
    return Stream.of(
        Arguments.of(new WriteBackState.NotUsed(), ""),
        Arguments.of(
            new WriteBackState.Configured(), "True WriteBackConfigured: commits can be made"),
        Arguments.of(new WriteBackState.NotConfigured("a"), "False WriteBackNotConfigured: a"),
        Arguments.of(new WriteBackState.NotPossible("a"), "False WriteBackNotPossible: a"),
        Arguments.of(new WriteBackState.Failed("a"), "False WriteBackFailed: a"),
        Arguments.of(new WriteBackState.RateLimited("a"), "False RateLimited: a"));
  }

  @ParameterizedTest
  @MethodSource("states")
  void everyStateIsACondition(WriteBackState state, String condition) {
    GitSyncStatus status =
        Facts.after(GitSyncStatus.EMPTY, Facts.known().writeBack(state).build(), Facts.T0);
    assertThat(status.conditions().stream().map(WriteBackConditionTest::text).toList())
        .isEqualTo(condition.isEmpty() ? List.of() : List.of("WriteBackReady " + condition));
  }

  private static String text(GitSyncCondition condition) {
    return condition.type()
        + " "
        + condition.status()
        + " "
        + condition.reason()
        + ": "
        + condition.message();
  }
}
