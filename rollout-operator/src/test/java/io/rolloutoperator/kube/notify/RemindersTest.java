package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.outbox.Address;
import io.rolloutoperator.notify.outbox.Entry;
import io.rolloutoperator.notify.subscription.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemindersTest {

  private static final Instant TOLD = Instant.parse("2026-03-04T15:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(2);

  private final Reminders reminders = new Reminders(RemindersTest::every);

  private static Optional<Duration> every(Entry entry) {
    return entry.destination().service().equals("forgets") ? Optional.of(EVERY) : Optional.empty();
  }

  private static Entry entry(String service) {
    return new Entry(
        "key of " + service,
        "u-1",
        "7",
        "on-rollout-aborted",
        new Address(Owner.FLAGS, new Destination(service, "")),
        List.of("t"),
        TOLD,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Reminders.Due after(Duration time, Entry... lasting) {
    return reminders.due(List.of(lasting), TOLD.plus(time));
  }

  @Test
  void aReceiverThatForgetsIsRemindedAgainAndAgain() {
    Entry entry = entry("forgets");
    assertThat(after(Duration.ofSeconds(1), entry))
        .isEqualTo(new Reminders.Due(List.of(), Optional.of(Duration.ofSeconds(119))));
    assertThat(after(Duration.ofSeconds(2), entry))
        .as("one timer is enough")
        .isEqualTo(new Reminders.Due(List.of(), Optional.empty()));
    assertThat(after(Duration.ofMinutes(2), entry))
        .isEqualTo(new Reminders.Due(List.of(entry), Optional.of(EVERY)));
    assertThat(after(Duration.ofSeconds(121), entry).entries()).isEmpty();
    assertThat(after(Duration.ofMinutes(4), entry).entries()).containsExactly(entry);
  }

  @Test
  void aProcessThatBeginsRemindsOfWhatWasToldLongAgoAtOnce() {
    assertThat(after(Duration.ofHours(1), entry("forgets")).entries()).hasSize(1);
  }

  @Test
  void onesThatKeepItAreNotReminded() {
    assertThat(after(Duration.ofHours(1), entry("keeps")))
        .isEqualTo(new Reminders.Due(List.of(), Optional.empty()));
  }

  @Test
  void whatBeginsAnewHasATimerOfItsOwn() {
    Entry entry = entry("forgets");
    after(Duration.ofSeconds(1), entry);
    after(Duration.ofSeconds(2));
    assertThat(after(Duration.ofSeconds(3), entry).next()).contains(Duration.ofSeconds(117));
  }
}
