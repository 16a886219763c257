package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.traffic.TrafficTarget;
import io.rolloutoperator.engine.traffic.TrafficView;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Somebody undoes the operator's weights as soon as they are written. */
class UndoneWeightTest {
  private static final Duration ANSWERED_AFTER = Duration.ofSeconds(1);

  private final SimulatedWorld world =
      new SimulatedWorld(2, "{" + Story.ROUTED + ", steps: [{setWeight: 50}, {pause: {}}]}")
          .withService("web-canary")
          .withService("web-stable")
          .withRoute("web");
  private final Passes passes = new Passes(world, Passes.Witness.NONE, _ -> {});

  @Test
  void aWeightIsPutBackEachTimeAndAnsweredOnceASecond() {
    passes.settle();
    new Users(world).setImage(2);
    passes.settle();
    for (int times = 0; times < 3; times++) {
      undo();
      Passes.Pass pass = passes.once();
      assertThat(pass.changed()).as("put back").isTrue();
      assertThat(pass.looksAgainWithin(ANSWERED_AFTER)).isTrue();
      assertThat(pass.looksAgainWithin(ANSWERED_AFTER.minusMillis(1))).isFalse();
    }
  }

  private void undo() {
    TrafficView routes = world.look().snapshot().traffic().orElseThrow();
    TrafficTarget none = new TrafficTarget("web-canary", "web-stable", 0, 100);
    if (routes.edits(none) instanceof TrafficView.Edits.Ready(var edits)) {
      assertThat(edits).isNotEmpty();
      edits.forEach(world.routes()::write);
    }
  }
}
