package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.canary.UnverifiedTraffic;
import io.rolloutoperator.engine.plan.EventNote;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnverifiedTrafficTest {

  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  private final SimulatedWorld world =
      new SimulatedWorld(2, "{" + Story.ROUTED + ", steps: [{setWeight: 50}, {pause: {}}]}")
          .withService("web-canary")
          .withService("web-stable")
          .withRoute("web");
  private final Passes passes = new Passes(world, Passes.Witness.NONE, _ -> {});

  @Test
  void theRouteAndItsGatewayAreNamedUntilThatConfirms() {
    passes.settle();
    assertThat(cause()).isEmpty();
    new Users(world).setImage(2);
    settleWithoutGateway();

    assertThat(world.status().currentStepIndex()).isZero();
    assertThat(cause())
        .contains("HTTPRoute \"shop/web\": gateway \"gateway\" has not accepted generation 2");

    world.routes().confirm();
    passes.settle();
    assertThat(cause()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, false",
    "59, false, false",
    "60, false, true",
    "3600, false, true",
    "60, true, false"
  })
  void itIsTimeToTellAfterAMinuteOnce(int seconds, boolean told, boolean due) {
    assertThat(new UnverifiedTraffic(SINCE, told).due(SINCE.plusSeconds(seconds))).isEqualTo(due);
    assertThat(new UnverifiedTraffic(SINCE, told).heard().due(SINCE.plusSeconds(seconds)))
        .isFalse();
  }

  @Test
  void aWarningSaysWhatTheReleaseWaitsFor() {
    assertThat(UnverifiedTraffic.event("HTTPRoute shop/web: no gateway"))
        .isEqualTo(
            EventNote.warning(
                "TrafficNotVerified",
                "the weights are not confirmed for 60 s, and the release waits: HTTPRoute shop/web:"
                    + " no gateway"));
  }

  private void settleWithoutGateway() {
    boolean again = true;
    while (again) {
      again =
          passes.once().changed()
              || world.podsFollow()
              || world.replicaSets().stream().anyMatch(world::podServes);
    }
  }

  private Optional<String> cause() {
    return UnverifiedTraffic.cause(world.look().snapshot());
  }
}
