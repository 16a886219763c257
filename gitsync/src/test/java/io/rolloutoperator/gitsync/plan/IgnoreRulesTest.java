package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.unit.SyncPolicies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {

  private static final SyncPolicies.Target ALL =
      new SyncPolicies.Target("", "", "", "", "", "", "");

  private static Merged merge(SyncPolicies.Target target, String path, String git, String live) {
    String head =
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: shop, labels: {app: x}}, spec: %s}";
    return new IgnoreRules(List.of(new SyncPolicies.IgnoreRule(List.of(path), target)))
        .merge(
            Merged.untouched(yaml(head.formatted(git))), Optional.of(yaml(head.formatted(live))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/spec/replicas | {replicas: 1} | {replicas: 5} | {replicas: 5}",
        "/spec/replicas | {replicas: 1} | {} | {}",
        "/spec/replicas | {} | {replicas: 5} | {}",
        "/spec/list/0 | {list: [a]} | {list: [b]} | {list: [b]}",
        "/spec/list/1 | {list: [a]} | {list: [b, c]} | {list: [a]}",
        "/spec/list/0/x | {list: [{y: 1}]} | {list: [{x: 2}]} | {list: [{y: 1, x: 2}]}",
        "/spec/none/x | {a: 1} | {none: {x: 2}} | {a: 1}",
        "spec/replicas | {replicas: 1} | {replicas: 5} | {replicas: 1}",
        "/spec/a~1b | {a/b: 1} | {a/b: 5} | {a/b: 5}"
      })
  void theLiveValueIsAdopted(String path, String git, String live, String expected) {
    Merged merged = merge(ALL, path, git, live);

    assertThat(merged.desired().path("spec")).isEqualTo(yaml(expected));
    assertThat(merged.atReadVersion()).isEqualTo(!yaml(git).equals(yaml(expected)));
  }

  @ParameterizedTest
  @CsvSource({
    "apps, v1, Deployment, a, shop, app=x, true",
    "'', '', '', '', '', app in (x), true",
    "batch, '', '', '', '', '', false",
    "'', v2, '', '', '', '', false",
    "'', '', Service, '', '', '', false",
    "'', '', '', b, '', '', false",
    "'', '', '', '', other, '', false",
    "'', '', '', '', '', app!=x, false"
  })
  void aRuleIsForItsTargetOnly(
      String group,
      String version,
      String kind,
      String name,
      String namespace,
      String labels,
      boolean adopted) {
    SyncPolicies.Target target =
        new SyncPolicies.Target(group, version, kind, name, namespace, labels, "");

    Merged merged = merge(target, "/spec/replicas", "{replicas: 1}", "{replicas: 5}");

    assertThat(merged.desired().path("spec").path("replicas").asInt()).isEqualTo(adopted ? 5 : 1);
  }

  @Test
  void anAbsentObjectIsCreatedAsInGit() {
    Merged git = Merged.untouched(yaml("{kind: A, spec: {replicas: 1}}"));

    assertThat(
            new IgnoreRules(List.of(new SyncPolicies.IgnoreRule(List.of("/spec/replicas"), ALL)))
                .merge(git, Optional.empty()))
        .isEqualTo(git);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | true",
        "a=1 | true",
        "a==1 | true",
        "a=2 | false",
        "a!=2 | true",
        "b!=1 | true",
        "a | true",
        "b | false",
        "!b | true",
        "!a | false",
        "a in (1, 2) | true",
        "a in (2) | false",
        "a notin (2,3) | true",
        "b notin (1) | true",
        "a=1,c=3 | true",
        "a=1, c=4 | false",
        "a in (1,2),c notin (4) | true",
        "a with (1) | false",
        "c= | false"
      })
  void selectorsAreReadAsKubectlReadsThem(String selector, boolean matches) {
    assertThat(SelectorText.matches(selector, Map.of("a", "1", "c", "3"))).isEqualTo(matches);
  }
}
