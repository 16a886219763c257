package io.rolloutoperator.gitsync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.webhook.LiveWebhooks.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A delivery that was accepted is not accepted again, as long as its signature is good. */
class WebhookReplayTest {
  private static final String PUSH = "{\"ref\": \"refs/heads/main\"}";
  private static final Answer ACCEPTED = new Answer(202, "accepted");
  private static final Answer REPEATED =
      new Answer(409, "accepted before, within the last 5 minutes");

  @AutoClose private final LiveWebhooks webhooks = new LiveWebhooks();

  private Sent signed(WebhookType type, String body) {
    return Sent.by(type, LiveWebhooks.TOKEN, body, webhooks.now());
  }

  @ParameterizedTest
  @EnumSource
  void aCopyOfAnAcceptedDeliveryIsRefusedForFiveMinutes(WebhookType type) {
    Sent sent = signed(type, PUSH);
    assertThat(webhooks.send(type, sent)).isEqualTo(ACCEPTED);

    assertThat(webhooks.send(type, sent)).isEqualTo(REPEATED);
    webhooks.pass(Duration.ofSeconds(299));
    assertThat(webhooks.send(type, sent)).isEqualTo(REPEATED);

    assertThat(webhooks.polls()).hasSize(1);
    assertThat(webhooks.counts()).contains(type.wireName() + " 409");
    webhooks.pass(Duration.ofSeconds(1));
    assertThat(webhooks.send(type, sent)).isEqualTo(ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, X-GitHub-Delivery",
    "GITEA, X-Gitea-Delivery",
    "GENERIC_HMAC, X-Request-Id",
    "GITLAB, X-Gitlab-Webhook-UUID"
  })
  void aCopyWithAnotherUnsignedIdIsStillACopy(WebhookType type, String header) {
    Sent sent = signed(type, PUSH);
    assertThat(webhooks.send(type, sent)).isEqualTo(ACCEPTED);

    assertThat(webhooks.send(type, sent.withHeader(header, "another"))).isEqualTo(REPEATED);
  }

  @Test
  void twoEventsOfGitlabWithOneBodyAreTwo() {
    Sent sent = signed(WebhookType.GITLAB, PUSH);
    assertThat(webhooks.send(WebhookType.GITLAB, sent)).isEqualTo(ACCEPTED);

    assertThat(webhooks.send(WebhookType.GITLAB, sent.withHeader(Sent.EVENT_ID, "another")))
        .isEqualTo(ACCEPTED);
    assertThat(webhooks.send(WebhookType.GITLAB, sent.withHeader("Idempotency-Key", "a key")))
        .isEqualTo(ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource({"-301, 401", "-300, 202", "0, 202", "300, 202", "301, 401"})
  void aGenericDeliveryIsGoodFiveMinutesToEitherSide(int seconds, int code) {
    Sent sent =
        Sent.by(
            WebhookType.GENERIC_HMAC,
            LiveWebhooks.TOKEN,
            PUSH,
            webhooks.now().plusSeconds(seconds));

    Answer answer = webhooks.send(WebhookType.GENERIC_HMAC, sent);

    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.text())
        .isEqualTo(code == 202 ? "accepted" : "X-Timestamp is more than 5 minutes away");
    assertThat(webhooks.polls()).hasSize(code == 202 ? 1 : 0);
  }

  @Test
  void aDeliveryFromAClockAheadCannotBeCopiedWhileItsTimeIsGood() {
    Sent ahead =
        Sent.by(
            WebhookType.GENERIC_HMAC, LiveWebhooks.TOKEN, PUSH, webhooks.now().plusSeconds(300));
    assertThat(webhooks.send(WebhookType.GENERIC_HMAC, ahead)).isEqualTo(ACCEPTED);

    for (int minute = 1; minute < 10; minute++) {
      webhooks.pass(Duration.ofMinutes(1));
      assertThat(webhooks.send(WebhookType.GENERIC_HMAC, ahead)).isEqualTo(REPEATED);
    }
    webhooks.pass(Duration.ofSeconds(61));
    assertThat(webhooks.send(WebhookType.GENERIC_HMAC, ahead).code()).isEqualTo(401);
  }

  @Test
  void aWishThatCouldNotBeNotedMayBeSentAgain() {
    Sent sent = signed(WebhookType.GITHUB, PUSH);
    webhooks.outcome(new PollTrigger.Outcome.Failed("the API server does not answer"));
    Answer unavailable =
        new Answer(503, "cannot be noted now; send it again, or wait for the next poll");

    assertThat(webhooks.send(WebhookType.GITHUB, sent)).isEqualTo(unavailable);
    assertThat(webhooks.send(WebhookType.GITHUB, sent)).isEqualTo(unavailable);

    webhooks.outcome(new PollTrigger.Outcome.Noted());
    assertThat(webhooks.send(WebhookType.GITHUB, sent)).isEqualTo(ACCEPTED);
    assertThat(webhooks.send(WebhookType.GITHUB, sent)).isEqualTo(REPEATED);
    assertThat(webhooks.counts())
        .containsExactly("github 503", "github 503", "github 202", "github 409");
  }
}
