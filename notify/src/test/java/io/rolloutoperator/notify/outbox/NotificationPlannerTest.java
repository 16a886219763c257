package io.rolloutoperator.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NotificationPlannerTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static final NotificationConfig CONFIG =
      ConfigReader.read(
          Map.of(
              "trigger.on-rollout-aborted", "[{send: [aborted]}]",
              "trigger.on-rollout-step-completed", "[{send: [step], when: rollout.weight >= 20}]",
              "trigger.on-heavy", "[{send: [heavy], when: rollout.weight > 50}]",
              "trigger.on-weight",
                  "[{send: [weight], when: rollout.weight > 0, oncePer: rollout.weight}]",
              "trigger.on-broken", "[{send: [x], when: rollout.}]"),
          Map.of());

  private static Situation situation(
      int weight, String revision, Map<String, String> annotations, Happening... happenings) {
    return new Situation(
        CONFIG,
        new RolloutIdentity("u-1", revision, Map.of(), annotations),
        Variables.of(
            JsonNodeFactory.instance.objectNode().put("weight", weight), List.of(), CONFIG),
        List.of(happenings),
        NOW);
  }

  private static Map<String, String> subscribed(String... triggers) {
    return Arrays.stream(triggers)
        .collect(
            Collectors.toMap(
                trigger -> "notifications.argoproj.io/subscribe." + trigger + ".slack",
                _ -> "a;b"));
  }

  /** Everything that is pending is sent. */
  private static Outbox sent(Outbox outbox) {
    Outbox result = outbox;
    for (Entry entry : outbox.pending()) {
      result = result.settled(entry, NOW);
    }
    return result;
  }

  private static List<String> due(Outbox outbox) {
    return outbox.pending().stream()
        .map(entry -> entry.destination() + " " + entry.templates())
        .toList();
  }

  private static Outbox plan(Situation situation, Outbox before) {
    return NotificationPlanner.plan(situation, before).outbox();
  }

  @Test
  void anEventIsToldOnceToEachRecipient() {
    Happening aborted = new Happening("RolloutAborted", "2026-03-04T15:00:00Z");
    Situation situation = situation(0, "7", subscribed("on-rollout-aborted"), aborted, aborted);
    Outbox outbox = plan(situation, Outbox.EMPTY);

    assertThat(due(outbox)).containsExactly("slack:a [aborted]", "slack:b [aborted]");
    assertThat(due(plan(situation, outbox))).hasSize(2);
    assertThat(due(plan(situation, sent(outbox)))).isEmpty();
  }

  @Test
  void anotherRevisionOrOccurrenceIsToldAnew() {
    Outbox outbox =
        sent(
            plan(
                situation(
                    0, "7", subscribed("on-rollout-aborted"), new Happening("RolloutAborted", "1")),
                Outbox.EMPTY));

    assertThat(
            due(
                plan(
                    situation(
                        0,
                        "8",
                        subscribed("on-rollout-aborted"),
                        new Happening("RolloutAborted", "1")),
                    outbox)))
        .hasSize(2);
    assertThat(
            due(
                plan(
                    situation(
                        0,
                        "7",
                        subscribed("on-rollout-aborted"),
                        new Happening("RolloutAborted", "2")),
                    outbox)))
        .hasSize(2);
  }

  @Test
  void aConditionOfAnEventMustHoldWhenItHappens() {
    Map<String, String> subscribed = subscribed("on-rollout-step-completed");
    Happening step = new Happening("RolloutStepCompleted", "1");

    assertThat(due(plan(situation(10, "7", subscribed, step), Outbox.EMPTY))).isEmpty();
    assertThat(due(plan(situation(20, "7", subscribed, step), Outbox.EMPTY))).hasSize(2);
    assertThat(due(plan(situation(20, "7", subscribed), Outbox.EMPTY))).isEmpty();
  }

  @Test
  void aConditionIsToldWhenItBeginsToHoldAndAgainAfterItDidNot() {
    Map<String, String> subscribed = subscribed("on-heavy");
    Outbox first = plan(situation(60, "7", subscribed), Outbox.EMPTY);
    Outbox still = plan(situation(70, "7", subscribed), sent(first));
    Outbox over = plan(situation(10, "7", subscribed), still);
    Outbox again = plan(situation(60, "7", subscribed), over);

    assertThat(due(first)).hasSize(2);
    assertThat(due(still)).isEmpty();
    assertThat(due(over)).isEmpty();
    assertThat(due(again)).hasSize(2);
  }

  @Test
  void oncePerIsToldForEachOfItsValues() {
    Map<String, String> subscribed = subscribed("on-weight");
    Outbox first = sent(plan(situation(10, "7", subscribed), Outbox.EMPTY));
    Outbox second = plan(situation(20, "7", subscribed), first);
    Outbox back = plan(situation(10, "7", subscribed), sent(second));

    assertThat(due(second)).hasSize(2);
    assertThat(due(back)).isEmpty();
  }

  @Test
  void whatIsWrongWithTheConfigurationIsToldWithoutStoppingTheRest() {
    var plan =
        NotificationPlanner.plan(
            situation(60, "7", subscribed("on-broken", "on-nothing", "on-heavy")), Outbox.EMPTY);

    assertThat(due(plan.outbox())).hasSize(2);
    assertThat(plan.problems())
        .containsExactly(
            "trigger 'on-broken': when: expected name", "trigger 'on-nothing' is not configured");
  }

  @Test
  void oneKeyIsOfOneNotification() {
    Outbox outbox = plan(situation(60, "7", subscribed("on-heavy", "on-weight")), Outbox.EMPTY);

    assertThat(outbox.pending()).extracting(Entry::idempotencyKey).doesNotHaveDuplicates();
    assertThat(outbox.pending().getFirst().again(NOW).idempotencyKey())
        .isEqualTo(outbox.pending().getFirst().idempotencyKey());
  }
}
