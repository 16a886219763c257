package io.rolloutoperator.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.NotificationPlanner.Plan;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import io.rolloutoperator.notify.service.Incident;
import io.rolloutoperator.notify.service.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What lasts is told when it begins and when it ends, each once. */
class ToldTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static final NotificationConfig CONFIG =
      ConfigReader.read(
          Map.of(
              "service.slack",
              "token: t",
              "trigger.on-rollout-aborted",
              "[{when: rollout.state == 'bad', oncePer: rollout.value, send: [bad],"
                  + " until: rollout.state == 'good', resolve: [good]}]",
              "subscriptions",
              "[{recipients: [\"slack:a\"], triggers: [on-rollout-aborted]}]"),
          Map.of());

  private Outbox outbox = Outbox.EMPTY;
  private List<Entry> lasting = List.of();
  private Instant now = NOW;

  /** A look, and the templates of what is to be sent after it. */
  private List<String> look(String state, int value) {
    now = now.plus(Duration.ofSeconds(1));
    Plan plan = NotificationPlanner.plan(situation(state, value, List.of()), outbox);
    outbox = plan.outbox();
    lasting = plan.lasting();
    return outbox.pending().stream().map(entry -> entry.templates().getFirst()).toList();
  }

  private Situation situation(String state, int value, List<Happening> happenings) {
    ObjectNode rollout =
        JsonNodeFactory.instance.objectNode().put("state", state).put("value", value);
    return new Situation(
        List.of(new Source(Owner.OPERATOR, CONFIG, Variables.of(rollout, List.of(), CONFIG))),
        new RolloutIdentity("prod", "u-1", "7", Map.of(), Map.of()),
        happenings,
        now);
  }

  /** All that is pending arrives, and another process goes on with what is stored. */
  private void arrive() {
    for (Entry entry : outbox.pending()) {
      outbox = outbox.settled(entry, now);
    }
    restart();
  }

  private void giveUp() {
    for (Entry entry : outbox.pending()) {
      outbox = outbox.givenUp(entry, now);
    }
    restart();
  }

  private void restart() {
    outbox =
        new Outbox(
            OutboxText.parse(OutboxText.of(outbox.pending()).orElse("[]")),
            NotifiedState.parse(outbox.state().text().orElse("{}")),
            outbox.threads());
  }

  @Test
  void itsBeginningAndItsEndAreToldOnceAndSoIsTheNextOne() {
    assertThat(look("good", 1)).isEmpty();
    assertThat(look("bad", 1)).containsExactly("bad");
    assertThat(look("bad", 1)).containsExactly("bad");
    arrive();
    assertThat(look("bad", 1)).isEmpty();
    assertThat(look("good", 1)).containsExactly("good");
    assertThat(look("good", 1)).containsExactly("good");
    arrive();
    assertThat(look("good", 1)).isEmpty();

    assertThat(look("bad", 1)).containsExactly("bad");
    arrive();
    assertThat(look("good", 1)).containsExactly("good");
    arrive();
    assertThat(look("good", 1)).isEmpty();
  }

  @Test
  void othersThatAreToldMeanwhileDoNotMakeItForgotten() {
    look("bad", 1);
    arrive();
    for (int i = 0; i < 150; i++) {
      outbox =
          new Outbox(
              List.of(), outbox.state().with("other" + i, now.plusSeconds(i)), outbox.threads());
    }
    assertThat(look("bad", 1)).isEmpty();
    assertThat(look("unclear", 1)).isEmpty();
    assertThat(outbox.state().sent()).hasSize(101);
    assertThat(look("good", 1)).containsExactly("good");
  }

  @Test
  void itGoesOnWhileItIsNeitherHereNorOver() {
    look("bad", 1);
    arrive();
    assertThat(look("unclear", 1)).isEmpty();
    assertThat(lasting).hasSize(1);
    assertThat(look("bad", 1)).isEmpty();
    assertThat(look("good", 1)).containsExactly("good");
  }

  @Test
  void whoRefusedTheBeginningIsNotToldTheEnd() {
    look("bad", 1);
    giveUp();
    assertThat(look("bad", 1)).isEmpty();
    assertThat(look("good", 1)).isEmpty();
    assertThat(outbox.state()).isEqualTo(NotifiedState.EMPTY);

    assertThat(look("bad", 1)).containsExactly("bad");
    arrive();
    assertThat(look("good", 1)).containsExactly("good");
  }

  @Test
  void oneValueThatArrivedIsEnoughForTheEnd() {
    look("bad", 1);
    giveUp();
    look("bad", 2);
    arrive();
    assertThat(look("good", 2)).containsExactly("good");
    assertThat(outbox.state()).isEqualTo(NotifiedState.EMPTY);
  }

  @Test
  void whoDidNotAnswerMayHaveHeardAndIsToldTheEnd() {
    look("bad", 1);
    outbox = outbox.failed(outbox.pending().getFirst(), now);
    giveUp();
    assertThat(look("good", 1)).containsExactly("good");
  }

  @Test
  void aRefusalIsForgottenOnceTheSameIsTaken() {
    look("bad", 1);
    Entry beginning = outbox.pending().getFirst();
    giveUp();
    outbox = new Outbox(List.of(), outbox.state().without(beginning.key()), outbox.threads());
    assertThat(look("bad", 1)).containsExactly("bad");
    arrive();
    assertThat(look("good", 1)).containsExactly("good");
  }

  @Test
  void whoIsRemindedIsToldTheEnd() {
    look("bad", 1);
    giveUp();
    look("bad", 1);
    outbox = outbox.reminding(lasting.getFirst());
    restart();
    assertThat(look("good", 1)).containsExactly("good");
  }

  @Test
  void anEndThatWasGivenUpIsNotToldLater() {
    look("bad", 1);
    arrive();
    look("good", 1);
    giveUp();
    assertThat(look("good", 1)).isEmpty();
    assertThat(look("bad", 1)).containsExactly("bad");
  }

  @Test
  void anotherValueIsToldAnewAndAllEndAtOnce() {
    look("bad", 1);
    arrive();
    assertThat(look("bad", 2)).containsExactly("bad");
    arrive();
    assertThat(look("good", 2)).containsExactly("good");
    arrive();
    assertThat(look("good", 2)).isEmpty();
  }

  @Test
  void nobodyIsToldTheEndOfWhatHasNotArrived() {
    look("bad", 1);
    assertThat(look("good", 1)).containsExactly("bad");
    arrive();
    assertThat(look("good", 1)).containsExactly("good");
  }

  @Test
  void endsThatWaitForAReceiverDoNotHideLaterOnes() {
    look("bad", 1);
    arrive();
    assertThat(look("good", 1)).containsExactly("good");
    assertThat(look("bad", 1)).containsExactly("good", "bad");
    assertThat(look("good", 1)).containsExactly("good", "bad");
    arrive();
    assertThat(look("good", 1)).containsExactly("good");
  }

  @Test
  void whatLastsIsDueWhenItWasTold() {
    look("bad", 1);
    assertThat(lasting).isEmpty();
    arrive();
    Instant told = now;
    look("bad", 1);
    assertThat(lasting).extracting(Entry::due).containsExactly(told);
    look("good", 1);
    assertThat(lasting).isEmpty();
  }

  @Test
  void itsBeginningsAndItsEndAreOfOneIncidentWhateverTheValue() {
    look("bad", 1);
    restart();
    Incident first = incident("u-1");
    arrive();
    look("bad", 2);
    Incident second = incident("u-1");
    arrive();
    look("bad", 2);
    Incident reminded = lasting.getFirst().incident("u-1").orElseThrow();
    look("good", 2);
    restart();
    Incident end = incident("u-1");

    assertThat(List.of(first, second, reminded))
        .containsOnly(new Incident(end.key(), State.FIRING));
    assertThat(end.state()).isEqualTo(State.RESOLVED);
  }

  @Test
  void anIncidentIsOfTheObjectThatItIsStoredWith() {
    look("bad", 1);
    assertThat(incident("u-1").key()).isNotEqualTo(incident("u-2").key());
  }

  private Incident incident(String object) {
    return outbox.pending().getFirst().incident(object).orElseThrow();
  }

  @Test
  void theSecondTimeIsAnotherNotification() {
    look("bad", 1);
    String first = outbox.pending().getFirst().idempotencyKey();
    arrive();
    look("good", 1);
    String end = outbox.pending().getFirst().idempotencyKey();
    arrive();
    look("bad", 1);
    assertThat(List.of(first, end, outbox.pending().getFirst().idempotencyKey()))
        .doesNotHaveDuplicates();
  }

  @Test
  void theEventOfTheNameTellsItNotASecondTime() {
    Happening aborted = new Happening("RolloutAborted", "t");
    Plan plan = NotificationPlanner.plan(situation("bad", 1, List.of(aborted)), Outbox.EMPTY);
    assertThat(plan.outbox().pending()).hasSize(1);
  }
}
