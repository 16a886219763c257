package io.rolloutoperator.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.message.Moment;
import io.rolloutoperator.notify.subscription.Destination;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static Entry entry(String key, String recipient) {
    return new Entry(
        key,
        "u-1",
        "7",
        "on-x",
        new Address(Owner.OPERATOR, new Destination("slack", recipient)),
        List.of("t"),
        NOW,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> ready(Outbox outbox, Instant now) {
    return outbox.ready(now).stream().map(Entry::key).toList();
  }

  @Test
  void aDestinationGetsItsMessagesInOrderAndOthersDoNotWaitForIt() {
    Outbox outbox = Outbox.EMPTY.add(List.of(entry("1", "a"), entry("2", "a"), entry("3", "b")));

    assertThat(ready(outbox, NOW)).containsExactly("1", "3");
    Outbox failed = outbox.failed(outbox.pending().getFirst(), NOW.plusSeconds(5));
    assertThat(ready(failed, NOW)).containsExactly("3");
    assertThat(ready(failed, NOW.plusSeconds(5))).containsExactly("1", "3");
    assertThat(failed.settled(failed.pending().get(2), NOW).next(NOW)).hasValue(NOW.plusSeconds(5));
    Outbox sent = failed.settled(failed.pending().getFirst(), NOW);
    assertThat(ready(sent, NOW)).containsExactly("2", "3");
  }

  @Test
  void whatIsPendingOutlivesTheProcess() {
    Outbox outbox = Outbox.EMPTY.add(List.of(entry("1", "a"), entry("2", "")));
    Outbox failed = outbox.failed(outbox.pending().getFirst(), NOW.plusSeconds(61));
    String text = OutboxText.of(failed.pending()).orElseThrow();

    assertThat(OutboxText.parse(text)).isEqualTo(failed.pending());
    assertThat(OutboxText.of(List.of())).isEmpty();
    assertThat(OutboxText.parse("[{\"due\": \"never\"}, 5")).isEmpty();
    assertThat(OutboxText.parse("[{\"due\": \"never\"}]")).isEmpty();
  }

  @Test
  void whatWaitsKeepsItsMomentWhichIsWrittenOnce() {
    Outbox first = Outbox.EMPTY.add(List.of(entry("1", "a"), entry("2", "b"))).about(moment("x"));
    Outbox outbox = first.add(List.of(entry("3", "a"))).about(moment("y"));
    String text = OutboxText.of(outbox.pending()).orElseThrow();

    assertThat(outbox.pending())
        .extracting(entry -> entry.moment().orElseThrow())
        .containsExactly(moment("x"), moment("x"), moment("y"));
    assertThat(OutboxText.parse(text)).isEqualTo(outbox.pending());
    assertThat(text).containsOnlyOnce("\"x\"").containsOnlyOnce("\"y\"");
  }

  /** A receiver that is down for a day, and a Rollout that is released all the time. */
  @Test
  void momentsLeaveRoomForOtherAnnotations() {
    Outbox outbox = Outbox.EMPTY;
    for (int release = 0; release < 200; release++) {
      outbox =
          outbox.add(List.of(entry("k" + release, "a"))).about(moment(release + "x".repeat(1000)));
    }
    String text = OutboxText.of(outbox.pending()).orElseThrow();

    assertThat(text).hasSizeLessThan(128 * 1024);
    assertThat(OutboxText.parse(text))
        .hasSize(200)
        .satisfies(entries -> assertThat(entries.getFirst().moment()).isPresent())
        .satisfies(entries -> assertThat(entries.getLast().moment()).isEmpty());
  }

  private static Moment moment(String message) {
    ObjectNode gitSync = JsonNodeFactory.instance.objectNode();
    gitSync.putObject("status").put("lastAppliedRevision", message);
    return Moment.of(gitSync);
  }

  @Test
  void attemptsThatFollowWithinAMinuteAreNotWorthAWrite() {
    Outbox outbox = Outbox.EMPTY.add(List.of(entry("1", "a")));
    Outbox failed = outbox.failed(outbox.pending().getFirst(), NOW.plusSeconds(60));

    assertThat(OutboxText.of(failed.pending())).isEqualTo(OutboxText.of(outbox.pending()));
  }

  @ParameterizedTest
  @EnumSource(Owner.class)
  void whoseConfigurationItIsOutlivesTheProcessToo(Owner owner) {
    Entry entry = entry("1", "a");
    Entry of =
        new Entry(
            entry.key(),
            entry.uid(),
            entry.revision(),
            entry.trigger(),
            new Address(owner, entry.destination()),
            entry.templates(),
            entry.due(),
            entry.attempts(),
            entry.notBefore(),
            entry.lasting(),
            Optional.empty());

    assertThat(OutboxText.parse(OutboxText.of(List.of(of)).orElseThrow())).containsExactly(of);
    assertThat(OutboxText.parse("[{\"due\": \"2026-03-04T15:04:05Z\", \"of\": \"somebody\"}]"))
        .isEmpty();
  }

  @Test
  void servicesOfOneNameInTwoConfigurationsDoNotWaitForOneAnother() {
    Address theirs = new Address(Owner.NAMESPACE, new Destination("slack", "a"));
    Entry other =
        new Entry(
            "2",
            "u-1",
            "7",
            "on-x",
            theirs,
            List.of("t"),
            NOW,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(ready(Outbox.EMPTY.add(List.of(entry("1", "a"), other)), NOW))
        .containsExactly("1", "2");
  }

  @Test
  void theRecordOfWhatWasSentIsThatOfTheNotificationEngine() {
    NotifiedState state = NotifiedState.parse("{\"on-a:[0].x:slack:b\":1700000000}");

    assertThat(state.has("on-a:[0].x:slack:b")).isTrue();
    assertThat(state.with("k", NOW).text())
        .hasValue("{\"k\":1772636645,\"on-a:[0].x:slack:b\":1700000000}");
    assertThat(state.without("on-a:[0].x:slack:b").text()).isEmpty();
    assertThat(NotifiedState.parse("nonsense")).isEqualTo(NotifiedState.EMPTY);
  }

  @Test
  void theOldestOfMoreThanHundredAreForgottenUnlessTheyStand() {
    NotifiedState state =
        IntStream.range(0, 150)
            .boxed()
            .reduce(
                NotifiedState.EMPTY, (s, i) -> s.with("k" + i, NOW.plusSeconds(i)), (a, b) -> b);

    assertThat(state.bounded(Set.of("k7")).sent())
        .hasSize(101)
        .containsKeys("k7", "k50", "k149")
        .doesNotContainKeys("k6", "k49");
  }

  @Test
  void twoOutboxesOfOneObjectTellEverythingThatNeitherHasTold() {
    Outbox ours = Outbox.EMPTY.add(List.of(entry("1", "a"), entry("2", "a"), entry("3", "a")));
    Outbox theirs = Outbox.EMPTY.add(List.of(entry("1", "a"), entry("0", "a")));

    Outbox both = ours.settled(entry("1", "a"), NOW).over(theirs.settled(entry("2", "a"), NOW));

    assertThat(both.pending()).extracting(Entry::key).containsExactly("0", "3");
    assertThat(both.state().sent()).containsOnlyKeys("1", "2");
  }
}
