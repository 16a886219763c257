package io.rolloutoperator.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.subscription.Destination;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {

  private static final NotificationConfig CONFIG =
      ConfigReader.read(
          Map.of(
              "service.slack", "token: t",
              "subscriptions", "[{recipients: [\"slack:ops\"], triggers: [on-x]}]"),
          Map.of());

  @ParameterizedTest
  @CsvSource({
    "FLAGS,    ops,   on-x, true",
    "FLAGS,    other, on-x, false",
    "FLAGS,    ops,   on-y, false",
    "OPERATOR, other, on-x, true",
  })
  void alertsOfFlagsGoNowhereElse(Owner owner, String channel, String trigger, boolean allowed) {
    Entry entry =
        new Entry(
            "k",
            "u",
            "7",
            trigger,
            new Address(owner, new Destination("slack", channel)),
            List.of("t"),
            Instant.EPOCH,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(Source.allows(entry, CONFIG)).isEqualTo(allowed);
  }
}
