package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time alone is no news. */
class QuietTest {
  private static final Duration REST = Duration.ofMinutes(10);
  private static final Duration STEP = Duration.ofSeconds(1);

  private final SyncPlanner planner = new SyncPlanner(new OwnershipMerge(List.of()), _ -> false);

  @ParameterizedTest
  @ValueSource(strings = {"first-sync", "new-kind", "prune", "drift", "weights", "annotations"})
  void aUnitAtRestIsNotLookedAtAsksNothingAndWritesNothing(String story) {
    World world = Objects.requireNonNull(SyncStories.all().get(story)).get();
    SyncPlan first = world.plan();
    for (Duration t = Duration.ZERO; t.compareTo(REST) <= 0; t = t.plus(STEP)) {
      world.fixture.now = Fixture.NOW.plus(t);
      assertThat(planner.begin(world.fixture.snapshot()).validation())
          .as("questions after %s", t)
          .isEmpty();
      assertThat(world.plan()).as("plan after %s", t).isEqualTo(first);
    }
    assertThat(first.actions()).isEmpty();
    assertThat(first.requeueAt()).as("no pass of its own").isEmpty();
  }

  @Test
  void whatNoWatchTellsOfIsLookedAtEveryTenMinutes() {
    World world = Objects.requireNonNull(SyncStories.all().get("drift")).get();
    world.fixture.notes = List.of("nobody may watch");
    assertThat(world.plan().requeueAt()).contains(Fixture.NOW.plus(Duration.ofMinutes(10)));
    assertThat(world.plan().actions()).isEmpty();
  }
}
