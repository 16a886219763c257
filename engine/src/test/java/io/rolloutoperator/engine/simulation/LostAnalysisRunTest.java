package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.plan.CreateAnalysisRun;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.ScaleReplicaSet;
import io.rolloutoperator.engine.snapshot.AnalysisRunFacts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AnalysisRuns that are deleted, or that no status came to know of. */
class LostAnalysisRunTest {

  private static final String STEP =
      "{steps: [{setWeight: 50}, {analysis: {templates: [{templateName: check}]}}, {pause: {}}]}";
  private static final String BACKGROUND =
      "{analysis: {templates: [{templateName: check}]}, steps: [{setWeight: 50}, {pause: {}}]}";

  @Test
  void aStepWhoseRunIsDeletedIsAskedAgain() {
    Update update = new Update(STEP);
    String run = update.onlyRun();
    update.world.deleteRun(run);
    update.passes.settle();
    assertThat(update.onlyRun()).isEqualTo(run);

    update.world.finish(run, "Successful", "");
    update.passes.settle();
    assertThat(update.world.status().currentStepIndex()).isEqualTo(2);
  }

  @Test
  void aDeletedBackgroundRunIsReplacedSoThatNothingIsPromotedUnjudged() {
    Update update = new Update(BACKGROUND);
    String run = update.onlyRun();
    update.world.deleteRun(run);
    update.passes.settle();
    update.world.finish(update.onlyRun(), "Failed", "too many errors");
    update.passes.settle();
    assertThat(update.world.status().abort()).isTrue();
  }

  @Test
  void aVerdictThatTheStatusKnowsHoldsWhenItsRunIsDeleted() {
    Update update = new Update(STEP);
    update.users.pause();
    update.passes.settle();
    update.world.finish(update.onlyRun(), "Successful", "");
    update.passes.settle();
    update.world.deleteRun(update.onlyRun());
    update.users.unpause();
    update.passes.settle();
    assertThat(update.world.status().currentStepIndex()).isEqualTo(2);
    assertThat(update.runs()).isEmpty();
  }

  @Test
  void aRunThatEndedBeforeAnyStatusKnewOfItIsNotAskedTwice() {
    Update update =
        new Update("{steps: [{pause: {}}, " + STEP.substring(STEP.indexOf("{analysis")));
    update.world.clock().advance(Duration.ofSeconds(5));
    update.users.promote();
    update.passes.once(); // ends the pause
    while (update.runs().isEmpty()) {
      update.passes.once(update.world.look(), 1); // killed after its first write
    }
    assertThat(update.world.status().canary().currentStepAnalysisRunStatus()).isNull();
    update.world.finish(update.onlyRun(), "Failed", "too many errors");
    update.passes.settle();
    assertThat(update.runs()).hasSize(1);
    assertThat(update.world.status().abort()).isTrue();
    assertThat(update.world.status().message()).contains("too many errors");
  }

  /** Its verdict could be there before a status knows of it, in the second the update began. */
  @Test
  void noRunIsMadeInAPassThatIsStoppedByAnotherWrite() {
    SimulatedWorld world = new SimulatedWorld(2, BACKGROUND).withTemplate("check");
    Passes passes = new Passes(world, Passes.Witness.NONE, _ -> {});
    passes.settle();
    new Users(world).setImage(2);
    passes.once(); // the new ReplicaSet
    Passes.Pass stopped = passes.once(world.look(), 1);
    assertThat(stopped.plan().actions())
        .extracting(PlannedAction::action)
        .hasExactlyElementsOfTypes(ScaleReplicaSet.class, CreateAnalysisRun.class);
    assertThat(world.runs()).isEmpty();

    while (world.runs().isEmpty()) {
      passes.once();
    }
    world.finish(world.runs().getFirst().name(), "Failed", "too many errors");
    passes.settle();
    assertThat(world.runs()).hasSize(1);
    assertThat(world.status().abort()).isTrue();
  }

  @Test
  void aRetryAsksAnewWhateverRunsAreLeft() {
    Update update = new Update(STEP);
    update.world.finish(update.onlyRun(), "Failed", "too many errors");
    update.passes.settle();
    update.users.retry();
    update.passes.settle();
    assertThat(update.runs()).extracting(AnalysisRunFacts::phase).contains("Failed", "Running");
    assertThat(update.world.status().abort()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {STEP, BACKGROUND})
  void aRetryRightAfterTheAbortIsNotLost(String canary) {
    Update update = new Update(canary);
    update.world.finish(update.onlyRun(), "Failed", "too many errors");
    while (!update.world.status().abort()) {
      update.passes.once();
    }
    update.users.retry();
    update.passes.settle();
    assertThat(update.world.status().abort()).isFalse();
    assertThat(update.runs()).extracting(AnalysisRunFacts::phase).contains("Failed", "Running");
  }

  /** The second version of a Rollout, as far as it gets by itself. */
  private static final class Update {
    private final SimulatedWorld world;
    private final Users users;
    private final Passes passes;

    Update(String canary) {
      world = new SimulatedWorld(2, canary).withTemplate("check");
      users = new Users(world);
      passes = new Passes(world, Passes.Witness.NONE, _ -> {});
      passes.settle();
      world.clock().advance(Duration.ofSeconds(60));
      users.setImage(2);
      passes.settle();
    }

    List<AnalysisRunFacts> runs() {
      return world.runs();
    }

    String onlyRun() {
      assertThat(runs()).hasSize(1);
      return runs().getFirst().name();
    }
  }
}
