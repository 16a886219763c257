package io.rolloutoperator.gitsync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.webhook.LiveWebhooks.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer of a webhook's port, over HTTP, and that only a good delivery asks for a poll. */
class WebhookTest {
  private static final String PUSH = "{\"ref\": \"refs/heads/main\"}";
  private static final Answer ACCEPTED = new Answer(202, "accepted");
  private static final Answer REPEATED =
      new Answer(409, "accepted before, within the last 5 minutes");
  private static final Answer NOT_JSON =
      new Answer(400, "the body is not JSON; choose the content type application/json");
  private static final Answer TOO_LARGE = new Answer(413, "the body is larger than 1 MiB");
  private static final Answer NOT_FOUND = new Answer(404, "not found");

  @AutoClose private final LiveWebhooks webhooks = new LiveWebhooks();

  private Sent signed(WebhookType type, String body) {
    return Sent.by(type, LiveWebhooks.TOKEN, body, webhooks.now());
  }

  @ParameterizedTest
  @EnumSource
  void aSignedDeliveryAsksForOnePollOfItsGitSync(WebhookType type) {
    assertThat(webhooks.send(type, signed(type, PUSH))).isEqualTo(ACCEPTED);

    assertThat(webhooks.polls()).containsExactly(type.wireName() + " " + LiveWebhooks.BEGIN);
    assertThat(webhooks.counts()).containsExactly(type.wireName() + " 202");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GITHUB | X-Hub-Signature-256 is missing or does not fit the body and the token",
        "GITEA | X-Gitea-Signature is missing or does not fit the body and the token",
        "GITLAB | X-Gitlab-Token is missing or not the token",
        "GENERIC_HMAC | X-Signature is missing or does not fit the time, the body and the token",
      })
  void aDeliverySignedWithAnotherTokenIsNotAuthorized(WebhookType type, String text) {
    Sent forged = Sent.by(type, "another token", PUSH, webhooks.now());

    assertThat(webhooks.send(type, forged)).isEqualTo(new Answer(401, text));

    assertThat(webhooks.polls()).isEmpty();
    assertThat(webhooks.counts()).containsExactly(type.wireName() + " 401");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GITLAB")
  void aChangedBodyIsNotAuthorized(WebhookType type) {
    assertThat(webhooks.send(type, signed(type, PUSH).withBody("{}")).code()).isEqualTo(401);

    assertThat(webhooks.polls()).isEmpty();
  }

  /** A copy in the name of another hook, whose token is the same: the paths differ. */
  @Test
  void theSignatureOfOneTypeIsNoneOfAnother() {
    Sent github = signed(WebhookType.GITHUB, PUSH);

    assertThat(webhooks.send(WebhookType.GITEA, github).code()).isEqualTo(401);
    assertThat(webhooks.send(WebhookType.GITLAB, github).code()).isEqualTo(401);
    assertThat(webhooks.send(WebhookType.GENERIC_HMAC, github).code()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":}",
        "{} {}",
        "{},",
        "ref=refs%2Fheads%2Fmain",
        "payload=%7B%7D",
        "<push/>",
        "nul",
        "\u0000",
        "{\"a\": \"\u0007\"}",
        "--boundary\r\n"
      })
  void aSignedBodyThatIsNotJsonIsABadRequest(String body) {
    assertThat(webhooks.send(WebhookType.GITHUB, signed(WebhookType.GITHUB, body)))
        .isEqualTo(NOT_JSON);

    assertThat(webhooks.polls()).isEmpty();
    assertThat(webhooks.counts()).containsExactly("github 400");
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 50_000, 500_000})
  void aBodyNestedTooDeepIsABadRequest(int depth) {
    String body = "[".repeat(depth) + "]".repeat(depth);

    assertThat(webhooks.send(WebhookType.GITHUB, signed(WebhookType.GITHUB, body)))
        .isEqualTo(NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", " {\"a\": [1, null]} \n", "null", "{\"zen\": \"\\u00e4ö\"}"})
  void anyJsonWillDoSinceNothingOfItIsUsed(String body) {
    assertThat(webhooks.send(WebhookType.GITEA, signed(WebhookType.GITEA, body)))
        .isEqualTo(ACCEPTED);
  }

  @Test
  void whoCannotSignDoesNotHearWhatElseIsWrong() {
    Sent sent = Sent.by(WebhookType.GITHUB, "another token", "no JSON", webhooks.now());

    assertThat(webhooks.send(WebhookType.GITHUB, sent).code()).isEqualTo(401);
  }

  private static String jsonOf(int bytes) {
    return "{\"a\": \"" + "x".repeat(bytes - 9) + "\"}";
  }

  @ParameterizedTest
  @CsvSource({"1048576, 202", "1048577, 413", "5242880, 413"})
  void aBodyMayHaveOneMebibyte(int bytes, int code) {
    Sent sent = signed(WebhookType.GITHUB, jsonOf(bytes));
    assertThat(sent.body()).hasSize(bytes);

    assertThat(webhooks.send(WebhookType.GITHUB, sent))
        .isEqualTo(code == 202 ? ACCEPTED : TOO_LARGE);
    assertThat(webhooks.counts()).containsExactly("github " + code);
  }

  @ParameterizedTest
  @CsvSource({"1048576, 202", "1048577, 413", "5242880, 413"})
  void aBodyOfUnknownLengthMayHaveNoMore(int bytes, int code) {
    Sent sent = signed(WebhookType.GITHUB, jsonOf(bytes));

    Answer answer =
        webhooks.send(
            "POST",
            LiveWebhooks.path(WebhookType.GITHUB),
            sent,
            BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(sent.body().getBytes(StandardCharsets.UTF_8))));

    assertThat(answer).isEqualTo(code == 202 ? ACCEPTED : TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /",
    "POST, /hook/",
    "POST, /hook/0000000000000000000000000000000000000000000000000000000000000000",
    "POST, /healthz",
    "GET, /hook/",
    "GET, GITHUB",
    "PUT, GITHUB",
    "DELETE, GITHUB"
  })
  void whatIsNoHookIsNotFoundWhateverItBrings(String method, String path) {
    boolean known = path.equals("GITHUB");
    Sent sent = signed(WebhookType.GITHUB, PUSH);

    Answer answer =
        webhooks.send(
            method,
            known ? LiveWebhooks.path(WebhookType.GITHUB) : path,
            sent,
            BodyPublishers.ofString(sent.body()));

    assertThat(answer).isEqualTo(NOT_FOUND);
    assertThat(webhooks.polls()).isEmpty();
    assertThat(webhooks.counts()).containsExactly("none 404");
  }

  @Test
  void aQueryBehindThePathIsNotLookedAt() {
    Sent sent = signed(WebhookType.GITHUB, PUSH);

    Answer answer =
        webhooks.send(
            "POST",
            LiveWebhooks.path(WebhookType.GITHUB) + "?x=1",
            sent,
            BodyPublishers.ofString(sent.body()));

    assertThat(answer).isEqualTo(ACCEPTED);
  }

  @Test
  void tenRequestsASecondAreTakenFromAnAddressWhateverTheyAre() {
    Sent forged = Sent.by(WebhookType.GITHUB, "another token", PUSH, webhooks.now());

    assertThat(webhooks.codes(10, WebhookType.GITHUB, forged)).containsOnly(401);
    assertThat(webhooks.send(WebhookType.GITHUB, signed(WebhookType.GITHUB, PUSH)))
        .isEqualTo(new Answer(429, "more than 10 requests a second"));
    assertThat(webhooks.counts()).endsWith("none 429");
    assertThat(webhooks.polls()).isEmpty();

    webhooks.pass(Duration.ofSeconds(1));
    assertThat(webhooks.send(WebhookType.GITHUB, signed(WebhookType.GITHUB, PUSH)))
        .isEqualTo(ACCEPTED);
  }

  @Test
  void addressesBehindATrustedProxyCountOneByOne() {
    Sent sent = signed(WebhookType.GITHUB, PUSH);
    Sent mine = sent.withHeader("X-Forwarded-For", "192.0.2.1, 203.0.113.7");
    Sent others = sent.withHeader("X-Forwarded-For", "203.0.113.7, 203.0.113.8");

    assertThat(webhooks.codes(12, WebhookType.GITHUB, mine)).endsWith(409, 429, 429);
    assertThat(webhooks.send(WebhookType.GITHUB, others)).isEqualTo(REPEATED);
  }

  @Test
  void theHookOfAGitSyncThatIsGoneIsNotFound() {
    webhooks.outcome(new PollTrigger.Outcome.Gone());

    assertThat(webhooks.send(WebhookType.GITHUB, signed(WebhookType.GITHUB, PUSH)))
        .isEqualTo(new Answer(404, "not found"));
  }

  @Test
  void aBodyThatDoesNotComeIsCutOffAndHoldsNobodyUp() throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
            .formatted(LiveWebhooks.path(WebhookType.GITHUB));
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), webhooks.port())) {
      slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

      assertThat(webhooks.send(WebhookType.GITHUB, signed(WebhookType.GITHUB, PUSH)))
          .isEqualTo(ACCEPTED);
      assertThat(slow.getInputStream().read()).as("the end of the connection").isEqualTo(-1);
    }
    assertThat(webhooks.counts()).containsExactly("github 202");
  }

  @Test
  void noAnswerTellsTheTokenOrThePath() {
    List<Answer> answers =
        List.of(
            webhooks.send(WebhookType.GITHUB, signed(WebhookType.GITHUB, PUSH)),
            webhooks.send(WebhookType.GITHUB, signed(WebhookType.GITHUB, PUSH)),
            webhooks.send(WebhookType.GITHUB, signed(WebhookType.GITHUB, "x")),
            webhooks.send(WebhookType.GITHUB, new Sent(Map.of(), "")));

    assertThat(answers)
        .extracting(Answer::text)
        .noneMatch(text -> text.contains(LiveWebhooks.TOKEN) || text.contains("/hook/"));
  }
}
