package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An object of which a watch shows only the metadata, as it was applied last. */
class UnreadTest {
  private static final String MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop}, data: {a: '1'}}";
  private static final ObjectId ID = Fixture.id("", "ConfigMap", "a");
  private static final ObjectNode WHOLE = Fixture.ours(Fixture.yaml(MAP));

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void applied() {
    fixture.manifests = Fixture.manifests(MAP);
    fixture.lastApplied = Fixture.recorded(Fixture.COMMIT);
    fixture.stored(Detail.METADATA.shown(WHOLE));
    fixture.partial = Set.of(ID);
    String hash =
        TreeHash.of(ObjectMarks.marked(Fixture.yaml(MAP), Fixture.UNIT, Fixture.INSTALLATION));
    fixture.applied.put(ID, AppliedState.of(hash, WHOLE));
  }

  @Test
  void isInOrderWhileGitWantsTheSame() {
    assertThat(begin().unread()).isEmpty();
    assertThat(begin().validation()).isEmpty();
    assertThat(begin().plan(Map.of()).stages()).isEmpty();
  }

  @Test
  void isReadBeforeItIsComparedWithAnotherCommit() {
    fixture.manifests = Fixture.manifests(MAP.replace("'1'", "'2'"));
    assertNothingIsDecidedUntilRead();
  }

  @Test
  void isReadWhenEverythingIsChecked() {
    fixture.verifyAll = true;
    assertNothingIsDecidedUntilRead();
  }

  @Test
  void isReadWhenLiveValuesOfItMayCount() {
    fixture.ignore =
        List.of(
            new SyncPolicies.IgnoreRule(
                List.of("/data/a"), new SyncPolicies.Target("", "", "ConfigMap", "", "", "", "")));
    assertThat(begin().unread()).containsExactly(ID);
  }

  @Test
  void isDeletedByItsMetadata() {
    fixture.manifests = Fixture.manifests(MAP.replace("name: a", "name: b"));
    fixture.prune = new SyncPolicies.Prune(true, 100, true);
    Map<ObjectId, DryRun> answers =
        Map.of(Fixture.id("", "ConfigMap", "b"), new DryRun.Accepted(WHOLE));
    assertThat(begin().unread()).isEmpty();
    assertThat(begin().plan(answers).actions())
        .contains(new SyncAction.Delete(InventoryEntry.of(WHOLE), "uid-a", "1"));
  }

  @Test
  void mayBeGoneWhenItIsRead() {
    fixture.manifests = Fixture.manifests(MAP.replace("'1'", "'2'"));
    SyncSnapshot snapshot = fixture.snapshot();
    SyncSnapshot after = snapshot.with(snapshot.cluster().read(Set.of(ID), Map.of()));
    SyncPlanner.Planning planning = planner().begin(after);
    assertThat(planning.unread()).isEmpty();
    assertThat(planning.validation()).hasSize(1);
  }

  private void assertNothingIsDecidedUntilRead() {
    assertThat(begin().unread()).containsExactly(ID);
    assertThat(begin().validation()).isEmpty();
    SyncPlan plan = begin().plan(Map.of(ID, new DryRun.Accepted(WHOLE)));
    assertThat(plan.stages()).isEmpty();
    assertThat(plan.settled()).isEmpty();
    assertThat(plan.completes()).isFalse();

    SyncSnapshot snapshot = fixture.snapshot();
    SyncSnapshot after = snapshot.with(snapshot.cluster().read(Set.of(ID), Map.of(ID, WHOLE)));
    SyncPlanner.Planning planning = planner().begin(after);
    assertThat(planning.unread()).isEmpty();
    assertThat(planning.validation()).hasSize(1);
    assertThat(planning.plan(Map.of(ID, new DryRun.Accepted(WHOLE))).settled()).containsKey(ID);
  }

  private SyncPlanner.Planning begin() {
    return planner().begin(fixture.snapshot());
  }

  private static SyncPlanner planner() {
    return new SyncPlanner(new OwnershipMerge(List.of()), _ -> false);
  }
}
