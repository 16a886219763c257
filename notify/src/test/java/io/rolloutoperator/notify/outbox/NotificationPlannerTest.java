package io.rolloutoperator.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationPlannerTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

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
    return situation(
        List.of(source(Owner.OPERATOR, CONFIG, weight)), revision, annotations, happenings);
  }

  private static Situation situation(
      List<Source> sources,
      String revision,
      Map<String, String> annotations,
      Happening... happenings) {
    return new Situation(
        sources,
        new RolloutIdentity("prod", "u-1", revision, Map.of(), annotations),
        List.of(happenings),
        NOW);
  }

  private static Source source(Owner owner, NotificationConfig config, int weight) {
    return new Source(
        owner,
        config,
        Variables.of(
            JsonNodeFactory.instance.objectNode().put("weight", weight), List.of(), config));
  }

  private static Source source(Owner owner, Map<String, String> data) {
    return source(owner, ConfigReader.read(data, Map.of("code", "s3cr3t-code")), 60);
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

  private static final Happening ABORTED = new Happening("RolloutAborted", "1");
  private static final Map<String, String> SLACK_ABORTED = subscribed("on-rollout-aborted");
  private static final Map<String, String> BOTH_PARTS =
      Map.of("service.slack", "token: t", "trigger.on-rollout-aborted", "[{send: [theirs]}]");

  private static List<String> owners(NotificationPlanner.Plan plan) {
    return plan.outbox().pending().stream()
        .map(entry -> entry.address().owner() + " " + entry.destination())
        .toList();
  }

  @Test
  void twoConfigurationsTellOneRecipientEachAndOnce() {
    List<Source> both =
        List.of(source(Owner.OPERATOR, CONFIG, 0), source(Owner.NAMESPACE, BOTH_PARTS));
    Situation situation = situation(both, "7", SLACK_ABORTED, ABORTED);
    var plan = NotificationPlanner.plan(situation, Outbox.EMPTY);

    assertThat(owners(plan))
        .containsExactly(
            "OPERATOR slack:a", "OPERATOR slack:b", "NAMESPACE slack:a", "NAMESPACE slack:b");
    assertThat(plan.outbox().pending())
        .extracting(Entry::key)
        .doesNotHaveDuplicates()
        .element(2)
        .asString()
        .startsWith("7/1:prod:on-rollout-aborted:[0].");
    assertThat(plan(situation, sent(plan.outbox())).pending()).isEmpty();
  }

  @Test
  void aConfigurationWithoutTheServiceLeavesTheRecipientToTheOther() {
    var plan =
        NotificationPlanner.plan(
            situation(
                List.of(
                    source(Owner.OPERATOR, Map.of("trigger.on-rollout-aborted", "[{send: [x]}]")),
                    source(Owner.NAMESPACE, BOTH_PARTS)),
                "7",
                SLACK_ABORTED,
                ABORTED),
            Outbox.EMPTY);

    assertThat(owners(plan)).containsExactly("NAMESPACE slack:a", "NAMESPACE slack:b");
    assertThat(plan.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                          | {}             | trigger 'on-rollout-aborted' is not configured
          [{send: [x]}]               | {}             | on-rollout-aborted to slack:a: service 'slack' is not configured
          {}                          | token: t       | trigger 'on-rollout-aborted' is not configured
          """)
  void aSubscriptionThatNobodyServesIsTold(String trigger, String service, String problem) {
    Map<String, String> data = new HashMap<>();
    data.put("trigger.on-rollout-aborted", trigger);
    data.put("service.slack", service);
    data.values().removeIf("{}"::equals);
    var plan =
        NotificationPlanner.plan(
            situation(
                List.of(source(Owner.OPERATOR, data), source(Owner.NAMESPACE, Map.of())),
                "7",
                SLACK_ABORTED,
                ABORTED),
            Outbox.EMPTY);

    assertThat(plan.problems()).contains(problem);
    assertThat(plan.outbox().pending()).isEmpty();
  }

  @Test
  void triggerAndServiceInDifferentConfigurationsAreToldToBe() {
    var plan =
        NotificationPlanner.plan(
            situation(
                List.of(
                    source(Owner.OPERATOR, Map.of("trigger.on-rollout-aborted", "[{send: [x]}]")),
                    source(Owner.NAMESPACE, Map.of("service.slack", "token: t"))),
                "7",
                SLACK_ABORTED,
                ABORTED),
            Outbox.EMPTY);

    assertThat(plan.problems())
        .containsExactly(
            "trigger 'on-rollout-aborted' and service 'slack' are not in one configuration");
  }

  @Test
  void annotationsDoNotSendTheAlertsOfFlagsElsewhere() {
    var plan =
        NotificationPlanner.plan(
            situation(List.of(source(Owner.FLAGS, BOTH_PARTS)), "7", SLACK_ABORTED, ABORTED),
            Outbox.EMPTY);

    assertThat(plan.outbox().pending()).isEmpty();
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
            situation(List.of(source), "7", subscribed("on-code", "on-number")), Outbox.EMPTY);

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
