package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.rollout.RolloutStatus;
import org.junit.jupiter.api.Test;

/** What becomes of ReplicaSets that lost their Rollout, or that their Rollout lost. */
class AdoptionSequenceTest {

  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}]}";

  @Test
  void aRolloutMadeAnewGoesOnWithTheReplicaSetsOfTheFormerOne() {
    Story story = Story.of(2, STEPS).running();

    story.does("deleted without its ReplicaSets and made anew", () -> madeAnew(story));

    assertThat(story.text())
        .containsSubsequence(
            "because adopted: ReplicaSet web-{v1} is selected and has no controller",
            "write adopt ReplicaSet web-{v1}",
            "status phase: Healthy")
        .doesNotContain("create ReplicaSet", "scale ReplicaSet");
    assertThat(story.world().find("web-" + story.world().hash()).available()).isEqualTo(2);
  }

  @Test
  void theReplicaSetsOfAnUpdateHalfwayAreAdoptedAndTheUpdateStartsAnew() {
    Story story = Story.of(4, STEPS).running().image(2);

    story.does("deleted without its ReplicaSets and made anew", () -> madeAnew(story));

    assertThat(story.status().phase()).isEqualTo("Healthy");
    assertThat(story.world().replicaSets()).allMatch(SimulatedReplicaSet::owned).hasSize(2);
    assertThat(story.world().find("web-" + story.world().hash()).available()).isEqualTo(4);
    assertThat(Picture.of(story.world()).totalWanted()).isEqualTo(4);
  }

  @Test
  void anOwnerReferenceThatSomebodyRemovedComesBackAndNothingElseHappens() {
    Story story = Story.of(4, STEPS).running().image(2);
    RolloutStatus before = story.status();

    story.does("owner references removed", () -> orphaned(story.world()));

    assertThat(story.status()).isEqualTo(before);
    assertThat(story.text().substring(story.text().indexOf("## owner references removed")))
        .isEqualTo(
            """
            ## owner references removed
            pass at 0 s
              because adopted: ReplicaSet web-{v2} is selected and has no controller
              because adopted: ReplicaSet web-{v1} is selected and has no controller
              write adopt ReplicaSet web-{v2}
              write adopt ReplicaSet web-{v1}
              again in 0 s
            """);
  }

  private static void madeAnew(Story story) {
    orphaned(story.world());
    story.world().command(_ -> RolloutStatus.EMPTY);
  }

  private static void orphaned(SimulatedWorld world) {
    world.replicaSets().forEach(rs -> rs.owned(false));
  }
}
