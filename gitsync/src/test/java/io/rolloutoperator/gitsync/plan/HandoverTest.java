package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that moves from the folder of one unit to that of another takes its object along. */
class HandoverTest {

  private static final String MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: moving, namespace: shop}}";
  private static final ObjectId ID = Fixture.id("", "ConfigMap", "moving");
  private static final UnitId OTHER = new UnitId("GitSync", "shop", "other");

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void anotherObjectStays() {
    fixture.manifests =
        Fixture.manifests(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: stays, namespace: shop}}");
    fixture.stored(Fixture.ours(fixture.manifests.getFirst().object()));
  }

  @Test
  void whoNoLongerHasItLeavesItUntilTheOtherOneHasIt() {
    fixture.stored(Fixture.ours(Fixture.yaml(MAP)));
    fixture.handover = new Handover(Map.of(ID, "GitSync shop/other"), Set.of());

    PrunePlan waiting = PrunePlanner.plan(fixture.snapshot());
    assertThat(deletions(waiting)).isEmpty();
    assertThat(waiting.kept()).containsExactly(new Kept(ID, "it is for GitSync shop/other now"));
    assertThat(waiting.remaining()).extracting(InventoryEntry::id).containsExactly(ID);

    fixture.liveObject(of(OTHER));
    PrunePlan taken = PrunePlanner.plan(fixture.snapshot());
    assertThat(deletions(taken)).isEmpty();
    assertThat(taken.remaining()).isEmpty();
    assertThat(taken.kept()).isEmpty();
  }

  @Test
  void whatNobodyElseHasIsDeleted() {
    fixture.stored(Fixture.ours(Fixture.yaml(MAP)));
    assertThat(deletions(PrunePlanner.plan(fixture.snapshot())))
        .extracting(deletion -> deletion.entry().id())
        .containsExactly(ID);
  }

  @Test
  void whatIsMovingIsLookedAtAgain() {
    fixture.handover = new Handover(Map.of(ID, "GitSync shop/other"), Set.of());
    assertThat(plan().requeueAt()).contains(Fixture.NOW.plusSeconds(30));
    fixture.handover = Handover.NONE;
    assertThat(plan().requeueAt()).isEmpty();
  }

  @Test
  void whoHasItNowTakesItOnlyWhenTheOtherOneHasGivenItUp() {
    fixture.manifests = Fixture.manifests(MAP);
    fixture.liveObject(of(OTHER));
    assertThat(plan().problems())
        .extracting(Problem::message)
        .containsExactly("ConfigMap shop/moving is owned by GitSync shop/other");

    fixture.handover = new Handover(Map.of(), Set.of(ID));
    assertThat(plan().problems()).isEmpty();
    assertThat(plan().actions())
        .filteredOn(SyncAction.Apply.class::isInstance)
        .extracting(SyncAction::describe)
        .first()
        .asString()
        .startsWith("apply ConfigMap shop/moving");
  }

  private SyncPlan plan() {
    SyncPlanner planner = new SyncPlanner(new OwnershipMerge(List.of()), _ -> false);
    SyncSnapshot snapshot = fixture.snapshot();
    Map<ObjectId, DryRun> answers =
        planner.begin(snapshot).validation().stream()
            .collect(
                Collectors.toMap(
                    request -> request.desired().id(),
                    request -> new DryRun.Accepted(request.desired().object())));
    return planner.plan(snapshot, answers);
  }

  private static ObjectNode of(UnitId unit) {
    ObjectNode object = ObjectMarks.marked(Fixture.yaml(MAP), unit, Fixture.INSTALLATION);
    object.withObjectProperty("metadata").put("uid", "u").put("resourceVersion", "2");
    return object;
  }

  private static List<SyncAction.Delete> deletions(PrunePlan plan) {
    return Optional.of(plan)
        .filter(PrunePlan.Allowed.class::isInstance)
        .map(allowed -> ((PrunePlan.Allowed) allowed).deletions())
        .orElseThrow();
  }
}
