package io.rolloutoperator.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.delivery.DeliveryPlanner.Attempt;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.service.AnswerRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryPlannerTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static String next(Attempt attempt, AnswerRule rule, Answer answer) {
    return switch (DeliveryPlanner.next(attempt, rule, answer)) {
      case Next.Done _ -> "done";
      case Next.Again(Instant time, String reason) ->
          "again in " + Duration.between(NOW, time) + ": " + reason;
      case Next.GiveUp(String reason) -> "give up: " + reason;
    };
  }

  private static Attempt attempt(int number) {
    return new Attempt(number, NOW, NOW);
  }

  private static Answer answered(int status, String body, int retryAfter) {
    return new Answer.Answered(
        "h",
        status,
        body,
        retryAfter < 0 ? Optional.empty() : Optional.of(NOW.plusSeconds(retryAfter)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | '' | -1 | done",
        "204 | '' | -1 | done",
        "302 | '' | -1 | give up: h answered with a redirect, which is not followed",
        "400 | 'invalid_payload' | -1 | give up: h answered 400: invalid_payload",
        "401 | '' | -1 | give up: h answered 401",
        "403 | '' | -1 | give up: h answered 403",
        "403 | '' | 60 | again in PT1M: h answered 403",
        "404 | '<html>' | -1 | give up: h answered 404",
        "408 | '' | -1 | again in PT1S: h answered 408",
        "429 | '' | -1 | again in PT1S: h answered 429",
        "429 | '' | 30 | again in PT30S: h answered 429",
        "429 | '{\"retry_after\": 64.57}' | -1 | again in PT1M5S: h answered 429: {\"retry_after\": 64.57}",
        "429 | '{\"parameters\": {\"retry_after\": 35}}' | -1 | again in PT35S: h answered 429: {\"parameters\": {\"retry_after\": 35}}",
        "429 | '{\"retry_after\": \"x\"}' | -1 | again in PT1S: h answered 429: {\"retry_after\": \"x\"}",
        "429 | '{\"retry_after\": 1e300}' | -1 | again in PT1S: h answered 429: {\"retry_after\": 1e300}",
        "429 | '' | 999999 | again in PT1H: h answered 429",
        "500 | 'oops' | -1 | again in PT1S: h answered 500: oops",
        "503 | '' | 0 | again in PT1S: h answered 503"
      })
  void aStatusDecides(int status, String body, int retryAfter, String expected) {
    assertThat(next(attempt(1), AnswerRule.SUCCESS, answered(status, body, retryAfter)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, PT1S", "2, PT2S", "5, PT16S", "9, PT4M16S", "10, PT5M", "1000, PT5M"})
  void attemptsComeFurtherAndFurtherApart(int number, String pause) {
    assertThat(next(attempt(number), AnswerRule.SUCCESS, new Answer.Failed("x")))
        .isEqualTo("again in " + pause + ": x");
  }

  @Test
  void afterADayAMessageIsGivenUp() {
    Attempt late = new Attempt(300, NOW.minus(Duration.ofHours(24)), NOW);

    assertThat(next(late, AnswerRule.SUCCESS, new Answer.Failed("no connection to h")))
        .isEqualTo("give up: given up after a day: no connection to h");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OK_IN_BODY | {\"ok\": true} | done",
        "OK_IN_BODY | {\"ok\": false, \"error\": \"channel_not_found\"} | give up: h did not take the message: channel_not_found",
        "OK_IN_BODY | {\"ok\": false, \"error\": \"ratelimited\"} | again in PT1S: h did not take the message: ratelimited",
        "OK_IN_BODY | nonsense | give up: h did not take the message: no \"ok\"",
        "NO_ERROR_IN_BODY | {\"name\": \"x\"} | done",
        "NO_ERROR_IN_BODY | {\"error\": {\"message\": \"no space\"}} | give up: h did not take the message: no space"
      })
  void somebodysSuccessStandsInTheBody(AnswerRule rule, String body, String expected) {
    assertThat(next(attempt(1), rule, answered(200, body, -1))).isEqualTo(expected);
  }

  @Test
  void whatCanNeverBeSentIsGivenUpInOnePrintableLine() {
    assertThat(next(attempt(1), AnswerRule.SUCCESS, new Answer.Refused("a\u001b[31mb")))
        .isEqualTo("give up: a [31mb");
    assertThat(next(attempt(1), AnswerRule.SUCCESS, new Answer.Taken())).isEqualTo("done");
  }
}
