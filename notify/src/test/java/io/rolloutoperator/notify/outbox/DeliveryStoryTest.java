package io.rolloutoperator.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.delivery.Answer;
import io.rolloutoperator.notify.delivery.Courier;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Attempt;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import io.rolloutoperator.notify.service.Occasion;
import io.rolloutoperator.notify.service.Prepared;
import io.rolloutoperator.notify.service.ServiceRequest;
import io.rolloutoperator.notify.service.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From an Event to a receiver, with receivers that fail and a process that dies. */
class DeliveryStoryTest {

  private static final Instant START = Instant.parse("2026-03-04T15:04:05Z");
  private static final NotificationConfig CONFIG =
      ConfigReader.read(
          Map.of(
              "service.webhook.good", "url: https://good.example.com",
              "service.webhook.bad", "url: https://bad.example.com",
              "service.webhook.missing", "{}",
              "trigger.on-rollout-aborted", "[{send: [t]}]",
              "trigger.on-rollout-step-completed", "[{send: [t]}]",
              "template.t", "message: \"{{.rollout.name}}\"",
              "subscriptions",
                  "[{recipients: [good, bad, missing], triggers: [on-rollout-aborted, on-rollout-step-completed]}]"),
          Map.of());

  private static final Map<String, Value> VARIABLES =
      Variables.of(JsonNodeFactory.instance.objectNode().put("name", "shop"), List.of(), CONFIG);

  private final List<String> received = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private Instant now = START;

  /** The annotations of a Rollout. */
  private record Stored(String pending, String notified, String threads) {
    static Stored of(Outbox outbox) {
      return new Stored(
          OutboxText.of(outbox.pending()).orElse("[]"),
          outbox.state().text().orElse("{}"),
          outbox.threads().text().orElse("[]"));
    }

    Outbox read() {
      return new Outbox(
          OutboxText.parse(pending), NotifiedState.parse(notified), Threads.parse(threads));
    }
  }

  private Answer answer(ServiceRequest request) {
    String host = request.url().substring("https://".length());
    int left = failures.getOrDefault(host, 0);
    failures.put(host, left - 1);
    if (left > 0) {
      return new Answer.Failed("no connection to " + host);
    }
    String key =
        request.headers().stream()
            .filter(header -> header.name().equals("Idempotency-Key"))
            .map(ServiceRequest.Header::value)
            .findFirst()
            .orElse("");
    received.add(host + " " + key);
    return new Answer.Answered(host, 200, "", Optional.empty());
  }

  private Outbox plan(Outbox outbox, Happening... happenings) {
    RolloutIdentity rollout = new RolloutIdentity("prod", "u-1", "7", Map.of(), Map.of());
    Source source = new Source(Owner.OPERATOR, CONFIG, VARIABLES);
    return NotificationPlanner.plan(
            new Situation(List.of(source), rollout, List.of(happenings), now), outbox)
        .outbox();
  }

  private Outbox attempt(Outbox outbox, Entry entry) {
    Courier courier = new Courier(this::answer, _ -> new Answer.Refused("no mail"));
    Next next =
        courier
            .attempt(prepared(entry), new Attempt(entry.attempts() + 1, entry.due(), now))
            .next();
    return switch (next) {
      case Next.Done _ -> outbox.settled(entry, now);
      case Next.Again(Instant time, String reason) -> {
        reasons.add(reason);
        yield outbox.failed(entry, time);
      }
      case Next.GiveUp(String reason) -> {
        reasons.add(reason);
        yield outbox.givenUp(entry, now);
      }
    };
  }

  private static Prepared prepared(Entry entry) {
    ServiceDefinition definition = CONFIG.services().get(entry.destination().service());
    if (definition == null
        || !(Services.of(definition) instanceof Services.Reading.Usable(var service))) {
      return new Prepared.Refused(entry.destination().service() + " cannot be used");
    }
    Composition composition =
        new MessageComposer(CONFIG)
            .compose(entry.templates(), Variables.to(entry.destination(), VARIABLES), entry.due());
    return composition instanceof Composition.Composed(Message message)
        ? service.prepare(
            new Occasion(
                message,
                entry.destination(),
                new Occasion.Subject("prod", "shop"),
                entry.trigger(),
                entry.idempotencyKey(),
                entry.due(),
                Optional.empty()))
        : new Prepared.Refused(composition.toString());
  }

  private Outbox attemptAll(Outbox outbox) {
    Outbox result = outbox;
    for (Entry entry : outbox.ready(now)) {
      result = attempt(result, entry);
    }
    return result;
  }

  private Outbox untilEmpty(Outbox outbox) {
    Outbox result = outbox;
    for (int rounds = 0; !result.pending().isEmpty() && rounds < 100; rounds++) {
      now = result.next(now).orElse(now);
      result = attemptAll(result);
    }
    return result;
  }

  /** Each round by another process, which knows what is stored and nothing else. */
  @Test
  void whateverManyProcessesItTakesEachRecipientHearsOnce() {
    failures.put("bad.example.com", 5);
    Outbox result = plan(Outbox.EMPTY, new Happening("RolloutStepCompleted", "0"), ABORTED);
    for (int rounds = 0; !result.pending().isEmpty() && rounds < 100; rounds++) {
      now = result.next(now).orElse(now);
      result = Stored.of(attemptAll(result)).read();
    }

    assertThat(received).hasSize(4).doesNotHaveDuplicates();
    assertThat(plan(result, ABORTED).pending()).isEmpty();
  }

  private static final Happening ABORTED = new Happening("RolloutAborted", "1");

  @Test
  void eachRecipientHearsOnceAndAReceiverThatIsDownHoldsBackNobody() {
    failures.put("bad.example.com", 5);
    Outbox first =
        attemptAll(plan(Outbox.EMPTY, new Happening("RolloutStepCompleted", "0"), ABORTED));

    assertThat(received).hasSize(1).first().asString().startsWith("good.example.com ");
    assertThat(reasons)
        .containsExactly("no connection to bad.example.com", "missing cannot be used");
    Outbox last = untilEmpty(first);
    assertThat(received).hasSize(4).doesNotHaveDuplicates();
    assertThat(Duration.between(START, now)).isEqualTo(Duration.ofSeconds(31));
    assertThat(plan(last, ABORTED).pending()).isEmpty();
  }

  /** The process dies after so many attempts: what they did is not stored. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aDeathAtAnyPointLosesNothingAndRepeatsWithTheSameKeyAtMost(int attemptsBefore) {
    Stored stored = Stored.of(plan(Outbox.EMPTY, ABORTED));
    Outbox dying = stored.read();
    for (Entry entry : dying.ready(now).stream().limit(attemptsBefore).toList()) {
      dying = attempt(dying, entry);
    }
    untilEmpty(stored.read());

    assertThat(received.stream().distinct()).hasSize(2);
    // The third of the destinations cannot be used.
    assertThat(received).hasSize(2 + Math.min(2, attemptsBefore));
  }

  @Test
  void withoutADeathNothingIsRepeated() {
    untilEmpty(Stored.of(plan(Outbox.EMPTY, ABORTED)).read());

    assertThat(received).hasSize(2).doesNotHaveDuplicates();
  }
}
