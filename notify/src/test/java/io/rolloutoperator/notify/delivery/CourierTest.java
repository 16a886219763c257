package io.rolloutoperator.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.delivery.Courier.Delivery;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Attempt;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.service.AnswerRule;
import io.rolloutoperator.notify.service.Occasion.ThreadReference;
import io.rolloutoperator.notify.service.Prepared;
import io.rolloutoperator.notify.service.ServiceRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CourierTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");
  private static final String FIRST = "{\"channel\": \"releases\"}";
  private static final String REPLY = "{\"channel\": \"releases\", \"thread_ts\": \"17.5\"}";

  private final List<String> sent = new ArrayList<>();

  private static ServiceRequest slack(String method, String body) {
    return new ServiceRequest(
        "POST", "https://slack.com/api/" + method, List.of(), body, AnswerRule.OK_IN_BODY);
  }

  private Delivery deliver(List<ServiceRequest> requests, String... answers) {
    Deque<String> left = new ArrayDeque<>(List.of(answers));
    return new Courier(
            request -> {
              sent.add(request.url().substring(request.url().lastIndexOf('/') + 1));
              return new Answer.Answered("slack.com", 200, left.remove(), Optional.empty());
            },
            _ -> new Answer.Taken())
        .attempt(new Prepared.Calls(requests, false), new Attempt(1, NOW, NOW));
  }

  /** So that a receiver that is slow gets the time that it takes. */
  @ParameterizedTest
  @CsvSource({"1,false", "2,true", "17,true"})
  void aRequestKnowsWhetherItWasSentBefore(int attempt, boolean repeated) {
    List<Boolean> known = new ArrayList<>();

    new Courier(
            request -> {
              known.add(request.repeated());
              return new Answer.Taken();
            },
            _ -> new Answer.Taken())
        .attempt(
            new Prepared.Calls(List.of(slack("chat.postMessage", FIRST)), false),
            new Attempt(attempt, NOW, NOW));

    assertThat(known).containsExactly(repeated);
  }

  @Test
  void theFirstMessageBeginsAThread() {
    assertThat(
            deliver(
                List.of(slack("chat.postMessage", FIRST)),
                "{\"ok\": true, \"channel\": \"C42\", \"ts\": \"17.5\"}"))
        .isEqualTo(
            new Delivery(
                new Next.Done(), new ThreadNews.Begun(new ThreadReference("C42", "17.5"))));
  }

  @Test
  void aReplyAndAChangeBeginNone() {
    assertThat(
            deliver(
                List.of(slack("chat.update", FIRST), slack("chat.postMessage", REPLY)),
                "{\"ok\": true, \"channel\": \"C42\", \"ts\": \"17.5\"}",
                "{\"ok\": true, \"channel\": \"C42\", \"ts\": \"18.5\"}"))
        .isEqualTo(new Delivery(new Next.Done(), new ThreadNews.None()));
    assertThat(sent).containsExactly("chat.update", "chat.postMessage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"message_not_found", "thread_not_found", "edit_window_closed"})
  void aThreadThatIsGoneIsTriedAgainAsANewOne(String error) {
    Delivery delivery =
        deliver(
            List.of(slack("chat.update", FIRST), slack("chat.postMessage", REPLY)),
            "{\"ok\": false, \"error\": \"" + error + "\"}");

    assertThat(delivery.thread()).isEqualTo(new ThreadNews.Gone());
    assertThat(delivery.next())
        .isEqualTo(new Next.Again(NOW.plusSeconds(1), "the first message of the thread is gone"));
    assertThat(sent).containsExactly("chat.update");
  }

  @Test
  void aFirstMessageThatIsNotTakenIsNoThread() {
    assertThat(
            deliver(
                List.of(slack("chat.postMessage", FIRST)),
                "{\"ok\": false, \"error\": \"channel_not_found\"}"))
        .isEqualTo(
            new Delivery(
                new Next.GiveUp("slack.com did not take the message: channel_not_found"),
                new ThreadNews.None()));
  }
}
