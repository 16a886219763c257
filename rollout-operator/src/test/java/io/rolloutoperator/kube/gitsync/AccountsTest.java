package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.frontend.own.FrontEndSettings;
import io.rolloutoperator.gitsync.frontend.own.GitSyncFrontEnd;
import io.rolloutoperator.gitsync.frontend.own.UnitResult;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As whom the requests of a unit reach an API server. */
class AccountsTest {
  private static final ApiResource CONFIG_MAPS = ApiResource.of("", "v1", "ConfigMap");

  @AutoClose private final LoopbackApi server = new LoopbackApi();

  @ParameterizedTest
  @CsvSource({"{}, gitsync", "{serviceAccountName: deployer}, deployer"})
  void underLockdownEveryRequestIsMadeAsTheAccountOfTheUnit(String account, String name) {
    requestsOf(new Accounts(server.clients(), true).of(unit(account)));

    assertThat(server.users())
        .containsExactly(
            "system:serviceaccount:shop:" + name, "system:serviceaccount:shop:" + name);
  }

  @Test
  void anEmptyNameNeverFallsBackToTheOperatorsOwnRights() {
    requestsOf(new Accounts(server.clients(), true).of(withAccount(unit("{}"), "")));

    assertThat(server.users()).containsOnly("system:serviceaccount:shop:").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void nobodyCannotBeActedAs(String user) {
    Accounts accounts = new Accounts(server.clients(), true);

    assertThatThrownBy(() -> accounts.clients(user)).isInstanceOf(IllegalArgumentException.class);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void withoutLockdownTheOperatorsOwnRightsAreUsedWhateverTheAccount() {
    Accounts accounts = new Accounts(server.clients(), false);
    requestsOf(accounts.of(unit("{}")));
    requestsOf(accounts.of(unit("{serviceAccountName: deployer}")));

    assertThat(server.users()).containsOnly("").hasSize(4);
    assertThat(accounts.clients("system:serviceaccount:shop:gitsync")).isSameAs(server.clients());
  }

  private static void requestsOf(Account account) {
    account.api().get(CONFIG_MAPS, "shop", "settings");
    account.api().apply(CONFIG_MAPS, "shop", "settings", object("{kind: ConfigMap}"), "test");
  }

  private static SyncUnit unit(String fields) {
    ObjectNode object = object("{metadata: {name: shop, namespace: shop}}");
    object.set("spec", object(fields));
    object.withObject("/spec").set("repo", object("{url: 'https://git.example.org/shop'}"));
    return switch (GitSyncFrontEnd.toUnit(object, FrontEndSettings.DEFAULT)) {
      case UnitResult.Accepted accepted -> accepted.unit();
      case UnitResult.Invalid(var messages) ->
          throw new IllegalArgumentException(messages.toString());
    };
  }

  private static ObjectNode object(String yaml) {
    return (ObjectNode) LoopbackApi.yaml(yaml);
  }

  private static SyncUnit withAccount(SyncUnit unit, String name) {
    return new SyncUnit(
        unit.id(),
        unit.repository(),
        unit.path(),
        unit.rendering(),
        unit.destination(),
        name,
        unit.policies(),
        unit.rollouts(),
        unit.writeBack());
  }
}
