package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.status.Projected;
import io.rolloutoperator.engine.status.RefusedWrites;
import org.junit.jupiter.api.Test;

/** What is said when the API server refuses the ReplicaSet of a new revision. */
class RefusedReplicaSetTest {

  private final SimulatedWorld world = new SimulatedWorld(2, "{steps: [{setWeight: 50}]}");

  @Test
  void isToldOnceInAWarningAndInTheConditionProgressing() {
    Projected first = refused("denied by a policy");
    String text = "Failed to create new replica set \"web-1\": denied by a policy";
    assertThat(first.events()).containsExactly(EventNote.warning("ReplicaSetCreateError", text));
    assertThat(first.status().conditions())
        .filteredOn(condition -> condition.type().equals("Progressing"))
        .singleElement()
        .satisfies(
            condition -> {
              assertThat(condition.status()).isEqualTo("False");
              assertThat(condition.reason()).isEqualTo("ReplicaSetCreateError");
              assertThat(condition.message()).isEqualTo(text);
            });

    assertThat(first.status().phase()).isEqualTo("Degraded");
    assertThat(first.status().message()).isEqualTo("ReplicaSetCreateError: " + text);

    world.command(_ -> first.status());
    assertThat(refused("denied by a policy").events()).as("again").isEmpty();
  }

  private Projected refused(String why) {
    return RefusedWrites.replicaSet(world.look().snapshot(), "web-1", why);
  }
}
