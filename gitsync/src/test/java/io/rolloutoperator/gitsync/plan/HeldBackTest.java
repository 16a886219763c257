package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An object that somebody else changes again and again, and whose next repair waits. */
class HeldBackTest {
  private static final String MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop}, data: {a: '1'}}";
  private static final ObjectId ID = Fixture.id("", "ConfigMap", "a");
  private static final Instant UNTIL = Fixture.NOW.plusSeconds(2);

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void changedByAnother() {
    fixture.manifests = Fixture.manifests(MAP);
    fixture.lastApplied = Fixture.recorded(Fixture.COMMIT);
    ObjectNode applied = Fixture.ours(Fixture.yaml(MAP));
    ObjectNode changed = applied.deepCopy();
    changed.withObjectProperty("metadata").put("resourceVersion", "2");
    fixture.stored(changed);
    String hash =
        TreeHash.of(ObjectMarks.marked(Fixture.yaml(MAP), Fixture.UNIT, Fixture.INSTALLATION));
    fixture.applied.put(ID, AppliedState.of(hash, applied));
  }

  @Test
  void costsNoRequestAndIsToldAsDrift() {
    fixture.heldBack = Map.of(ID, UNTIL);
    assertThat(planner().begin(fixture.snapshot()).validation()).isEmpty();
    SyncPlan plan = planner().plan(fixture.snapshot(), Map.of());
    assertThat(plan.stages()).isEmpty();
    assertThat(plan.drifted()).containsExactly(ID);
    assertThat(plan.requeueAt()).contains(UNTIL);
  }

  @Test
  void isComparedAgainWhenItsTimeHasCome() {
    fixture.heldBack = Map.of(ID, Fixture.NOW);
    assertThat(planner().begin(fixture.snapshot()).validation()).hasSize(1);
  }

  @Test
  void isWrittenAtOnceWhenGitWantsSomethingElse() {
    fixture.heldBack = Map.of(ID, UNTIL);
    fixture.manifests = Fixture.manifests(MAP.replace("'1'", "'2'"));
    assertThat(planner().begin(fixture.snapshot()).validation()).hasSize(1);
  }

  private static SyncPlanner planner() {
    return new SyncPlanner(new OwnershipMerge(List.of()), _ -> false);
  }
}
