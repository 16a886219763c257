package io.rolloutoperator.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.delivery.DeliveryPlanner.Attempt;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.service.AnswerRule;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReasonTextTest {
  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  /** What hides credentials needs all of them: the middle of one is none that it knows. */
  @Test
  void aReasonIsWholeUntilCredentialsAreHidden() {
    String answer = "x".repeat(250) + " token s3cr3t-s3cr3t";

    Next next =
        DeliveryPlanner.next(
            new Attempt(1, NOW, NOW),
            AnswerRule.SUCCESS,
            new Answer.Answered("h", 400, answer, Optional.empty()));

    assertThat(next).isEqualTo(new Next.GiveUp("h answered 400: " + answer));
  }

  @Test
  void whatIsToldHas256Characters() {
    assertThat(ReasonText.shortened("a".repeat(256))).hasSize(256);
    assertThat(ReasonText.shortened("a".repeat(257))).isEqualTo("a".repeat(256));
    assertThat(ReasonText.shortened("\uD83D\uDE80".repeat(257))).hasSize(512);
  }

  @Test
  void aReasonIsOnePrintableLine() {
    assertThat(ReasonText.line("a\r\nb\u001b[31m")).isEqualTo("a  b [31m");
  }
}
