package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTest {

  private static InventoryEntry entry(String name, String version) {
    return new InventoryEntry(new ObjectId("apps", "Deployment", "shop", name), version);
  }

  @ParameterizedTest
  @CsvSource({
    "shop_my-app_apps_Deployment, shop, my-app, apps, Deployment",
    "shop_my-app__Service, shop, my-app, '', Service",
    "_shop__Namespace, '', shop, '', Namespace",
    "_system:a_b_c_rbac.authorization.k8s.io_ClusterRole, '', system:a_b_c, rbac.authorization.k8s.io, ClusterRole"
  })
  void anEntryIsReadAsItIsWritten(
      String id, String namespace, String name, String group, String kind) {
    ObjectId object = new ObjectId(group, kind, namespace, name);
    Inventory inventory = Inventory.of(List.of(new InventoryEntry(object, "v1")));

    assertThat(inventory.toJson())
        .isEqualTo(yaml("{x: [{id: '%s', v: v1}]}".formatted(id)).path("x"));
    assertThat(Inventory.fromJson(inventory.toJson())).isEqualTo(inventory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_", "__", "___", "a_b", "a_b_c", "a_b_c_", "a__c_d"})
  void anEntryOfAnotherFormIsPassedOver(String id) {
    assertThat(Inventory.fromJson(yaml("{x: [{id: '%s', v: v1}]}".formatted(id)).path("x")))
        .isEqualTo(Inventory.EMPTY);
  }

  @Test
  void aUnionHasTheNewerVersionAndADifferenceLooksAtNoVersion() {
    Inventory before = Inventory.of(List.of(entry("b", "v1beta1"), entry("a", "v1")));
    Inventory after = Inventory.of(List.of(entry("b", "v1"), entry("c", "v1")));

    assertThat(before.union(after).entries())
        .containsExactly(entry("a", "v1"), entry("b", "v1"), entry("c", "v1"));
    assertThat(before.without(after)).containsExactly(entry("a", "v1"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3000, 0", "3001, 2", "6000, 2", "6001, 3"})
  void aLargeInventoryIsSharded(int size, int shards) {
    Inventory inventory =
        Inventory.of(IntStream.range(0, size).mapToObj(i -> entry("app-" + i, "v1")).toList());

    List<InventoryShards.Shard> made = InventoryShards.of("my-app", inventory);

    assertThat(made).hasSize(shards).allMatch(shard -> shard.entries().length() < 1_000_000);
    if (shards > 0) {
      assertThat(made.getFirst().name()).isEqualTo("my-app-inventory-0");
      assertThat(InventoryShards.read(made.stream().map(InventoryShards.Shard::entries).toList()))
          .isEqualTo(inventory);
    }
  }

  @Test
  void aBrokenShardIsAnError() {
    assertThatThrownBy(() -> InventoryShards.read(List.of("[", "[]")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
