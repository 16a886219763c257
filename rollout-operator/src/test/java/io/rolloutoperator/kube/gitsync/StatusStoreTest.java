package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.plan.FullCheck;
import io.rolloutoperator.gitsync.status.SyncOutcome;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StatusStoreTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** The version that the server answers with, whatever it is sent. */
  private static final String SAME = "100";

  @AutoClose private final LoopbackApi server = new LoopbackApi();

  private final UnitState state =
      new UnitState(
          new UnitRenderer(
              _ -> {
                throw new AssertionError("nothing is rendered");
              },
              "test"),
          FullCheck.NONE);

  private int writes(String version, String handledRequest) {
    ObjectNode object =
        (ObjectNode)
            Json.parse(
                """
                {"metadata": {"namespace": "shop", "name": "web", "resourceVersion": "%s"}}
                """
                    .formatted(version));
    SyncOutcome outcome = SyncOutcome.of(1, 5).handledRequest(handledRequest).build();
    int before = server.writes().size();
    new StatusStore(server.api(), state, object).write(outcome, NOW);
    return server.writes().size() - before;
  }

  @Test
  void whatTheServerDropsIsSentOnceForEachVersionOfTheObject() {
    assertThat(writes(SAME, "one")).isEqualTo(1);
    assertThat(writes(SAME, "one")).isZero();
    assertThat(writes(SAME, "two")).as("another change").isEqualTo(1);
    assertThat(writes("99", "two")).as("another version of the object").isEqualTo(1);
  }

  @Test
  void whatTheServerTakesIsSentAgainIfItIsNotThere() {
    assertThat(writes("99", "one")).isEqualTo(1);
    assertThat(writes("99", "one")).isEqualTo(1);
  }
}
