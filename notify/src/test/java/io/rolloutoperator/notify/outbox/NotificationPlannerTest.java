package io.rolloutoperator.notify.outbox;

import static io.rolloutoperator.notify.outbox.Situations.NOW;
import static io.rolloutoperator.notify.outbox.Situations.sent;
import static io.rolloutoperator.notify.outbox.Situations.source;
import static io.rolloutoperator.notify.outbox.Situations.subscribed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.Owner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationPlannerTest {

  private static final NotificationConfig CONFIG =
      ConfigReader.read(
          Map.of(
              "service.slack", "token: t",
              "trigger.on-rollout-aborted", "[{send: [aborted]}]",
              "trigger.on-rollout-step-completed", "[{send: [step], when: rollout.weight >= 20}]",
              "trigger.on-heavy", "[{send: [heavy], when: rollout.weight > 50}]",
              "trigger.on-weight",
                  "[{send: [weight], when: rollout.weight > 0, oncePer: rollout.weight}]",
              "trigger.on-broken", "[{send: [x], when: rollout.}]"),
          Map.of());

  private static Situation situation(
      int weight, String revision, Map<String, String> annotations, Happening... happenings) {
    return Situations.of(
        List.of(source(Owner.OPERATOR, CONFIG, weight)), revision, annotations, happenings);
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

  @Test
  void noValueOfTheSecretIsInKeysAndProblems() {
    Source source =
        source(
            Owner.OPERATOR,
            Map.of(
                "service.slack", "token: t",
                "trigger.on-code", "[{send: [x], when: true, oncePer: secrets.code}]",
                "trigger.on-number", "[{send: [x], when: int(secrets.code) > 1}]"));
    var plan =
        NotificationPlanner.plan(
            Situations.of(List.of(source), "7", subscribed("on-code", "on-number")), Outbox.EMPTY);

    assertThat(plan.outbox().pending()).hasSize(2);
    assertThat(plan.problems()).isNotEmpty();
    assertThat(plan.outbox() + " " + plan.problems()).contains("*****").doesNotContain("s3cr3t");
  }

  @Test
  void aListOfSubscriptionsThatCannotBeReadIsAProblem() {
    NotificationPlanner.Plan plan =
        NotificationPlanner.plan(
            situation(60, "2", Map.of("notifications.argoproj.io/subscriptions", "[")),
            Outbox.EMPTY);

    assertThat(plan.problems())
        .singleElement()
        .asString()
        .startsWith("annotation notifications.argoproj.io/subscriptions: line 1: ");
  }
}
