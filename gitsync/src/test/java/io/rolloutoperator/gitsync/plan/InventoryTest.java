package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static io.rolloutoperator.gitsync.plan.InventoryShards.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    List<InventoryShards.Shard> made = InventoryShards.of("my-app", inventory, List.of(), LIMIT);

    assertThat(made).hasSize(shards).allMatch(shard -> shard.entries().length() < 1_000_000);
    if (shards > 0) {
      assertThat(made.getFirst().name()).isEqualTo("my-app-inventory-0");
      assertThat(InventoryShards.read(made.stream().map(InventoryShards.Shard::entries).toList()))
          .isEqualTo(inventory);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', '0 1'",
    "'0 1', '2 3'",
    "'2 3', '0 1'",
    "'1 2', '3 4'",
    "'0 5', '1 2'",
    "'0 2 5', '3 4'",
  })
  void aShardIsNeverWrittenOverOneInUse(String inUse, String made) {
    assertThat(InventoryShards.of("my-app", deployments(0, 4_000), names(inUse), LIMIT))
        .extracting(InventoryShards.Shard::name)
        .isEqualTo(names(made));
  }

  @Test
  void aCrashBetweenShardsLosesNoObject() {
    Map<String, String> stored = new HashMap<>();
    List<String> named = List.of();
    for (int first : List.of(2_000, 1_000, 5_000, 0, 3_000)) {
      Inventory before = named.isEmpty() ? Inventory.EMPTY : read(stored, named);
      Inventory after = before.union(deployments(first, first + 3_500));
      List<InventoryShards.Shard> shards = InventoryShards.of("my-app", after, named, LIMIT);
      for (InventoryShards.Shard shard : shards) {
        stored.put(shard.name(), shard.entries());
        if (!named.isEmpty()) {
          assertThat(read(stored, named)).as("whenever the process ends").isEqualTo(before);
        }
      }
      named = shards.stream().map(InventoryShards.Shard::name).toList();
      assertThat(read(stored, named)).isEqualTo(after);
    }
  }

  private static Inventory read(Map<String, String> stored, List<String> named) {
    return InventoryShards.read(named.stream().map(stored::get).toList());
  }

  private static Inventory deployments(int from, int to) {
    return Inventory.of(
        IntStream.range(from, to).mapToObj(i -> entry("app-%05d".formatted(i), "v1")).toList());
  }

  private static List<String> names(String numbers) {
    return Stream.of(numbers.split(" "))
        .filter(number -> !number.isEmpty())
        .map(number -> "my-app-inventory-" + number)
        .toList();
  }

  @Test
  void aShardGoesWithItsUnitAndIsKnownByThat() {
    ObjectNode map =
        new InventoryShards.Shard("my-app-inventory-0", "[]").configMap(Fixture.UNIT, "uid-1");

    assertThat(map)
        .isEqualTo(
            yaml(
                """
                {apiVersion: v1, kind: ConfigMap,
                 metadata: {namespace: shop, name: my-app-inventory-0, ownerReferences: [
                   {apiVersion: rollout-operator.io/v1alpha1, kind: GitSync, name: my-app, uid: uid-1}]},
                 data: {entries: '[]'}}
                """));
    assertThat(InventoryShards.isShardOf(Fixture.UNIT, map)).isTrue();
    assertThat(InventoryShards.isShardOf(new UnitId("GitSync", "shop", "other"), map)).isFalse();
    assertThat(InventoryShards.isShardOf(Fixture.UNIT, yaml("{kind: ConfigMap}"))).isFalse();
  }

  @Test
  void aBrokenShardIsAnError() {
    assertThatThrownBy(() -> InventoryShards.read(List.of("[", "[]")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
