package io.rolloutoperator.notify.outbox;

import static io.rolloutoperator.notify.outbox.Situations.sent;
import static io.rolloutoperator.notify.outbox.Situations.source;
import static io.rolloutoperator.notify.outbox.Situations.subscribed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.config.Owner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several configurations tells a recipient. */
class SeveralSourcesTest {

  private static final Map<String, String> BOTH_PARTS =
      Map.of("service.slack", "token: t", "trigger.on-rollout-aborted", "[{send: [theirs]}]");

  private static Situation aborted(Source... sources) {
    return Situations.of(
        List.of(sources),
        "7",
        subscribed("on-rollout-aborted"),
        new Happening("RolloutAborted", "1"));
  }

  private static List<String> owners(NotificationPlanner.Plan plan) {
    return plan.outbox().pending().stream()
        .map(entry -> entry.address().owner() + " " + entry.destination())
        .toList();
  }

  @Test
  void twoConfigurationsTellOneRecipientEachAndOnce() {
    Situation situation =
        aborted(source(Owner.OPERATOR, BOTH_PARTS), source(Owner.NAMESPACE, BOTH_PARTS));
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
    assertThat(NotificationPlanner.plan(situation, sent(plan.outbox())).outbox().pending())
        .isEmpty();
  }

  @Test
  void aConfigurationWithoutTheServiceLeavesTheRecipientToTheOther() {
    var plan =
        NotificationPlanner.plan(
            aborted(
                source(Owner.OPERATOR, Map.of("trigger.on-rollout-aborted", "[{send: [x]}]")),
                source(Owner.NAMESPACE, BOTH_PARTS)),
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
            aborted(source(Owner.OPERATOR, data), source(Owner.NAMESPACE, Map.of())), Outbox.EMPTY);

    assertThat(plan.problems()).contains(problem);
    assertThat(plan.outbox().pending()).isEmpty();
  }

  @Test
  void triggerAndServiceInDifferentConfigurationsAreToldToBe() {
    var plan =
        NotificationPlanner.plan(
            aborted(
                source(Owner.OPERATOR, Map.of("trigger.on-rollout-aborted", "[{send: [x]}]")),
                source(Owner.NAMESPACE, Map.of("service.slack", "token: t"))),
            Outbox.EMPTY);

    assertThat(plan.problems())
        .containsExactly(
            "trigger 'on-rollout-aborted' and service 'slack' are not in one configuration");
  }

  @Test
  void annotationsDoNotSendTheAlertsOfFlagsElsewhere() {
    var plan = NotificationPlanner.plan(aborted(source(Owner.FLAGS, BOTH_PARTS)), Outbox.EMPTY);

    assertThat(plan.outbox().pending()).isEmpty();
  }
}
