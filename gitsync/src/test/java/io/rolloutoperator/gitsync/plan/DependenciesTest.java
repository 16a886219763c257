package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.frontend.own.DependencyCycle;
import io.rolloutoperator.gitsync.health.HealthSummary;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependenciesTest {

  private static UnitId unit(String name) {
    int slash = name.indexOf('/');
    return new UnitId(
        "GitSync", slash < 0 ? "shop" : name.substring(0, slash), name.substring(slash + 1));
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true, true, c, HEALTHY, ''",
    "true, true, true, false, b, HEALTHY, ''",
    "false, false, false, true, c, HEALTHY, GitSync shop/infra not found",
    "true, false, true, true, c, HEALTHY, GitSync shop/infra has a change that is not observed yet",
    "true, true, false, true, c, HEALTHY, GitSync shop/infra is not ready",
    "true, true, true, true, b, HEALTHY, GitSync shop/infra has not applied main@ccccccc yet",
    "true, true, true, false, b, PAUSED, GitSync shop/infra has Rollouts that are not healthy: Paused"
  })
  void aDependencyHoldsUntilItIsReady(
      boolean exists,
      boolean observed,
      boolean ready,
      boolean sameSource,
      char applied,
      HealthSummary rollouts,
      String message) {
    Dependencies.Dependency infra =
        new Dependencies.Dependency(
            unit("infra"),
            exists,
            observed,
            ready,
            sameSource,
            Optional.of(Fixture.revision(applied)),
            rollouts);

    assertThat(String.join("", Dependencies.unmet(Fixture.COMMIT, List.of(infra))))
        .isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a>b b>c | ''",
        "a>a | dependsOn cycle: a -> a",
        "a>b b>a | dependsOn cycle: a -> b -> a",
        "a>b b>c c>a | dependsOn cycle: a -> b -> c -> a",
        "a>b b>c c>b | ''",
        "a>b a>c b>d d>a c>a | dependsOn cycle: a -> c -> a",
        "a>team/x team/x>a | dependsOn cycle: a -> team/x -> a"
      })
  void aCycleIsFound(String edges, String message) {
    Map<UnitId, List<UnitId>> graph = new HashMap<>();
    for (String edge : edges.split(" ", -1)) {
      int arrow = edge.indexOf('>');
      graph
          .computeIfAbsent(unit(edge.substring(0, arrow)), key -> new ArrayList<>())
          .add(unit(edge.substring(arrow + 1)));
    }

    assertThat(DependencyCycle.of(unit("a"), graph).orElse("")).isEqualTo(message);
  }

  @Test
  void aLongChainIsNoProblem() {
    Map<UnitId, List<UnitId>> chain = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      chain.put(unit("u" + i), List.of(unit("u" + (i + 1))));
    }

    assertThat(DependencyCycle.of(unit("u0"), chain)).isEmpty();
  }
}
