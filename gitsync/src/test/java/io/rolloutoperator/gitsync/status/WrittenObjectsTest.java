package io.rolloutoperator.gitsync.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.manifest.Origin;
import io.rolloutoperator.gitsync.plan.ClusterView;
import io.rolloutoperator.gitsync.plan.Commit;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.Handover;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.InventoryEntry;
import io.rolloutoperator.gitsync.plan.SyncAction;
import io.rolloutoperator.gitsync.plan.SyncFacts;
import io.rolloutoperator.gitsync.plan.SyncSnapshot;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WrittenObjectsTest {

  private static final InventoryEntry GONE = new InventoryEntry(Facts.ROLE, "v1");
  private static final ObjectId OLD = id("old");
  private static final ObjectId NEW = id("new");

  private static final List<SyncAction> DONE =
      List.of(
          new SyncAction.WriteInventory(Inventory.EMPTY, Facts.GOOD_STATE),
          new SyncAction.Apply(manifest("old"), Optional.empty(), "hash"),
          new SyncAction.Recreate(manifest("old"), "uid", "hash"),
          new SyncAction.Apply(manifest("new"), Optional.empty(), "hash"),
          new SyncAction.Delete(GONE, "uid", "1"));

  private static ObjectId id(String name) {
    return new ObjectId("", "ConfigMap", "shop", name);
  }

  private static Manifest manifest(String name) {
    return new Manifest(
        Json.yaml(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: shop}}"
                    .formatted(name))
            .getFirst(),
        new Origin("a.yaml", 1));
  }

  private static WrittenObjects written(DesiredState applied, List<SyncAction> done) {
    SyncFacts facts =
        new SyncFacts(
            Inventory.of(List.of(new InventoryEntry(OLD, "v1"))),
            Optional.empty(),
            Optional.of(applied),
            Map.of(),
            List.of(),
            SyncFacts.Commands.NONE,
            List.of(),
            true,
            false,
            Map.of(),
            Handover.NONE);
    return WrittenObjects.of(
        new SyncSnapshot(
            Facts.unit(),
            "test",
            new Commit(Facts.GOOD_STATE, List.of(), List.of(), false),
            new ClusterView(
                Map.of(), Set.of(), List.of(), List.of(), List.of(), Map.of(), List.of()),
            facts,
            Facts.T0),
        done);
  }

  @Test
  void whatOthersChangedIsRepairedAndTheRestIsApplied() {
    assertThat(written(Facts.GOOD_STATE, DONE))
        .isEqualTo(new WrittenObjects(List.of(NEW), List.of(OLD, OLD), List.of(Facts.ROLE)));
  }

  @Test
  void nothingOfAnotherStateIsRepaired() {
    assertThat(written(Facts.BAD_STATE, DONE).repaired()).isEmpty();
    assertThat(written(new DesiredState(Facts.GOOD, "another spec"), DONE).applied())
        .containsExactly(OLD, OLD, NEW);
  }

  @Test
  void onlyObjectsCount() {
    assertThat(written(Facts.GOOD_STATE, DONE.subList(0, 1)).isEmpty()).isTrue();
    assertThat(written(Facts.GOOD_STATE, DONE).isEmpty()).isFalse();
  }
}
