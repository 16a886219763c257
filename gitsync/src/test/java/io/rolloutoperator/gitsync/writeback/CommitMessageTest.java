package io.rolloutoperator.gitsync.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.OneLine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitMessageTest {

  private static final String HEALTHY = "0f1e2d3c4b5a69788796a5b4c3d2e1f001234567";
  private static final String BAD = "1a2b3c4d5e6f708192a3b4c5d6e7f80912345678";

  @Test
  void theMessageSaysWhatWhyAndByWhom() {
    assertThat(CommitMessage.of(release("error rate 4.1 %, stable 0.2 %"), "5d1c"))
        .isEqualTo(
            """
            Roll back shop/my-app to 0f1e2d3

            - error rate 4.1 %, stable 0.2 %

            Rollback-Of: 1a2b3c4d5e6f708192a3b4c5d6e7f80912345678
            Rollout: shop/my-app
            Written-By: rollout-operator 5d1c
            """);
  }

  @Test
  void withoutAVerdictThereIsNoEmptyParagraph() {
    assertThat(CommitMessage.of(release(), "5d1c"))
        .startsWith("Roll back shop/my-app to 0f1e2d3\n\nRollback-Of: ");
  }

  @Test
  void itIsReadAsItWasWritten() {
    String message = CommitMessage.of(release("slow"), "5d1c");
    assertThat(CommitMessage.writtenBy(message)).contains("5d1c");
    assertThat(CommitMessage.rollbackOf(message)).contains(BAD);
    assertThat(CommitMessage.rollout(message)).contains("shop/my-app");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nWritten-By: rollout-operator evil",
        "a\r\nWritten-By: rollout-operator evil",
        "a\u2028Written-By: rollout-operator evil",
        "a\u0085Written-By: rollout-operator evil",
        "Written-By: rollout-operator evil",
        "\n\n\nWritten-By: rollout-operator evil\n\n"
      })
  void aVerdictCannotPassForATrailer(String verdict) {
    String message = CommitMessage.of(release(verdict), "5d1c");
    assertThat(CommitMessage.writtenBy(message)).contains("5d1c");
    assertThat(message.lines().filter(line -> line.startsWith("Written-By:"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a\u0000b\u001b[31mc'|'ab[31mc'",
        "'a\u202eb\u200bc\ufeffd'|abcd",
        "'a\tb  \n\n c '|'a b c'",
        "'\n /tag v1'|'/tag v1'",
        "'grün 🚀'|'grün 🚀'"
      })
  void controlCharactersAreRemoved(String verdict, String shown) {
    assertThat(CommitMessage.of(release(verdict), "5d1c")).contains("\n- " + shown + "\n");
  }

  @Test
  void aLoneHalfOfACharacterIsRemoved() {
    assertThat(CommitMessage.of(release("a\ud83db"), "5d1c")).contains("\n- ab\n");
  }

  @Test
  void aVerdictIsBounded() {
    String message = CommitMessage.of(release("x".repeat(100_000)), "5d1c");
    assertThat(message).contains("x".repeat(497) + "...\n").hasSizeLessThan(1_000);
    assertThat(OneLine.clean("🚀".repeat(10), 8)).isEqualTo("🚀🚀...");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'s\n\nWritten-By: rollout-operator 5d1c'|5d1c",
        "'s\n\nwritten-by: rollout-operator 5d1c\n'|5d1c",
        "'s\n\nWritten-By: rollout-operator'|''",
        "'s\n\nWritten-By: rollout-operator a\nWritten-By: rollout-operator b'|b",
        "'s\n\nWritten-By: rollout-operator 5d1c\n\nCo-authored-by: Jo <jo@example.org>'|5d1c"
      })
  void ourCommitsAreKnown(String message, String installation) {
    assertThat(CommitMessage.writtenBy(message)).contains(installation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fix: a tag",
        "Written-By: rollout-operator 5d1c",
        "s\n\nWritten-By: a person",
        "s\n\nWritten-By: rollout-operators 5d1c",
        "s\n\nnot Written-By: rollout-operator 5d1c",
        "s\n\n> Written-By: rollout-operator 5d1c"
      })
  void theCommitsOfOthersAreNotOurs(String message) {
    assertThat(CommitMessage.writtenBy(message)).isEmpty();
  }

  @Test
  void aBranchIsNamedAfterTheCommitToUndoAndFitsAFileName() {
    assertThat(release().branch()).isEqualTo("rollback/shop-my-app-1a2b3c4");
    BadRelease longest =
        new BadRelease(
            "n".repeat(63), "r".repeat(253), HEALTHY, BAD, "h", "b", List.of(), List.of());
    assertThat(longest.branch()).hasSizeLessThan(255).endsWith("-1a2b3c4");
  }

  private static BadRelease release(String... verdict) {
    return new BadRelease("shop", "my-app", HEALTHY, BAD, "h", "b", List.of(verdict), List.of());
  }
}
