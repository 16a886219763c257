package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.rollout.RolloutCondition;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.RolloutPlanner;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.status.Projected;
import io.rolloutoperator.engine.status.RefusedWrites;
import io.rolloutoperator.engine.status.StatusProjection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said when the API server refuses any other write of a plan. */
class RefusedWriteTest {

  private final SimulatedWorld world = new SimulatedWorld(2, "{steps: [{setWeight: 50}]}");

  @Test
  void isToldInAWarningInAConditionAndInThePhase() {
    Projected first = refused("denied by a policy");
    assertThat(first.events())
        .containsExactly(
            EventNote.warning(
                "ReconciliationError", "Reconciliation failed with error: denied by a policy"));
    assertThat(first.status().phase()).isEqualTo("Degraded");
    assertThat(first.status().message()).isEqualTo("ReconciliationError: denied by a policy");
    assertThat(errors(first.status()))
        .singleElement()
        .satisfies(
            condition -> {
              assertThat(condition.status()).isEqualTo("True");
              assertThat(condition.reason()).isEqualTo("ReconciliationError");
              assertThat(condition.message()).isEqualTo("denied by a policy");
            });
  }

  @Test
  void isToldAgainOnlyWhenTheServerSaysSomethingElse() {
    RolloutStatus told = refused("denied by a policy").status();
    world.command(_ -> told);
    Projected again = refused("denied by a policy");
    assertThat(again.events()).isEmpty();
    assertThat(again.status().conditions()).isEqualTo(told.conditions());

    Projected other = refused("cannot patch resource \"replicasets\"");
    assertThat(other.events()).hasSize(1);
    assertThat(errors(other.status())).hasSize(1);
  }

  @Test
  void leavesTheProgressOfTheUpdateAndHealsWithTheNextDecision() {
    SimulatedWorld running = Story.of(2, "{steps: [{setWeight: 50}]}").running().world();
    List<RolloutCondition> before = running.status().conditions();
    running.command(
        _ -> RefusedWrites.write(running.look().snapshot(), "denied by a policy").status());
    assertThat(running.status().phase()).isEqualTo("Degraded");
    assertThat(running.status().conditions()).containsAll(before);

    Snapshot snapshot = running.look().snapshot();
    RolloutStatus healed =
        StatusProjection.project(snapshot, RolloutPlanner.plan(snapshot)).status();
    assertThat(healed.phase()).isEqualTo("Healthy");
    assertThat(healed.conditions()).isEqualTo(before);
  }

  private static List<RolloutCondition> errors(RolloutStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals("ReconciliationError"))
        .toList();
  }

  private Projected refused(String why) {
    return RefusedWrites.write(world.look().snapshot(), why);
  }
}
