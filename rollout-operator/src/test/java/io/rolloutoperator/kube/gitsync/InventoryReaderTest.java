package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.InventoryEntry;
import io.rolloutoperator.gitsync.status.StoredInventory;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.kube.client.Discovery;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import io.rolloutoperator.kube.rollout.LoopbackApi.Reply;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a unit has in the cluster: an object that is forgotten is nobody's, and never deleted. */
class InventoryReaderTest {
  private static final UnitId UNIT = new UnitId("GitSync", "shop", "app");
  private static final String SHARD = "/api/v1/namespaces/shop/configmaps/app-inventory-0";
  private static final String WIDGETS =
      "{resources: [{name: widgets, kind: Widget, namespaced: true}]}";
  private static final String GROUPS =
      """
      groups:
      - name: example.com
        versions: [{groupVersion: example.com/v1, version: v1},
                   {groupVersion: example.com/v1beta1, version: v1beta1}]
      """;
  private static final ObjectId WIDGET = new ObjectId("example.com", "Widget", "shop", "w");

  @AutoClose private final LoopbackApi server = new LoopbackApi();
  private final Account account =
      new Account("test", server.api(), new PassKinds(new Discovery(server.api())));

  private Inventory read(StoredInventory stored) {
    return new InventoryReader().read(account, UNIT, stored);
  }

  private static StoredInventory widget(String version) {
    return new StoredInventory.InStatus(
        new Inventory(List.of(new InventoryEntry(WIDGET, version))));
  }

  private Inventory readShard() {
    return read(new StoredInventory.InConfigMaps(List.of("app-inventory-0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{data: {}}", "{}", "{data: {entries: [1]}}", "{data: {entries: '{'}}"})
  void aListThatIsLostOrBrokenIsNotAnEmptyOne(String map) {
    server.holds(SHARD, map);
    assertThatThrownBy(this::readShard).isInstanceOf(UnansweredException.class);
  }

  @Test
  void aListThatIsNotThereIsNotAnEmptyOne() {
    assertThatThrownBy(this::readShard)
        .isInstanceOf(UnansweredException.class)
        .hasMessageStartingWith("ConfigMap app-inventory-0: ");
  }

  @Test
  void anObjectOfAVersionThatIsServedKeepsIt() {
    server.holds("/apis/example.com/v1beta1", WIDGETS);
    assertThat(read(widget("v1beta1")).entries())
        .containsExactly(new InventoryEntry(WIDGET, "v1beta1"));
  }

  @Test
  void anObjectIsFoundUnderTheVersionThatReplacedItsOwn() {
    server.lacks("/apis/example.com/v1beta1").holds("/apis", GROUPS);
    server.holds("/apis/example.com/v1", WIDGETS);
    assertThat(read(widget("v1beta1")).entries()).containsExactly(new InventoryEntry(WIDGET, "v1"));
  }

  @Test
  void anObjectWhoseKindIsGoneStaysInTheListUntilItIsLookedFor() {
    server.holds("/apis", "{groups: []}");
    assertThat(read(widget("v1beta1")).entries())
        .containsExactly(new InventoryEntry(WIDGET, "v1beta1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/apis/example.com/v1beta1", "/apis", "/apis/example.com/v1"})
  void whatCannotBeLookedUpIsADoubt(String path) {
    server.holds("/apis", GROUPS).holds("/apis/example.com/v1", WIDGETS);
    for (int times = 0; times < 12; times++) {
      server.next("GET", path, new Reply.Status(500, "InternalError", "no"));
    }
    assertThatThrownBy(() -> read(widget("v1beta1"))).isInstanceOf(UnansweredException.class);
  }
}
