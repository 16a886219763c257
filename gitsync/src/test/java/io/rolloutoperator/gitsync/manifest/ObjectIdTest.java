package io.rolloutoperator.gitsync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectIdTest {

  @ParameterizedTest
  @CsvSource({
    "apps, Deployment, shop, my-app, shop_my-app_apps_Deployment",
    "'', Service, shop, my-app, shop_my-app__Service",
    "'', Namespace, '', shop, _shop__Namespace",
    "rbac.authorization.k8s.io, ClusterRole, '', a_b_c, _a_b_c_rbac.authorization.k8s.io_ClusterRole",
    "rbac.authorization.k8s.io, Role, shop, system:x, shop_system:x_rbac.authorization.k8s.io_Role",
  })
  void anInventoryIdIsReadBack(
      String group, String kind, String namespace, String name, String text) {
    ObjectId id = new ObjectId(group, kind, namespace, name);
    assertThat(id.inventoryId()).isEqualTo(text);
    assertThat(ObjectId.ofInventoryId(text)).contains(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_", "__", "___", "a_b_c", "shop___Service", "shop_web__", "web"})
  void otherTextsAreNone(String text) {
    assertThat(ObjectId.ofInventoryId(text)).isEmpty();
  }
}
