package io.rolloutoperator.gitsync.frontend.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependencyCycleTest {

  private static UnitId id(String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? new UnitId("GitSync", "shop", name)
        : new UnitId("GitSync", name.substring(0, slash), name.substring(slash + 1));
  }

  /** Reads {@code a>b a>c}. */
  private static Map<UnitId, List<UnitId>> graph(String edges) {
    Map<UnitId, List<UnitId>> graph = new LinkedHashMap<>();
    for (String edge : edges.split(" ", -1)) {
      String[] ends = edge.split(">", -1);
      graph.computeIfAbsent(id(ends[0]), _ -> new ArrayList<>()).add(id(ends[1]));
    }
    return graph;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a>a                | a | dependsOn cycle: a -> a",
        "a>b b>a            | a | dependsOn cycle: a -> b -> a",
        "a>b b>a            | b | dependsOn cycle: b -> a -> b",
        "a>b b>c c>a        | b | dependsOn cycle: b -> c -> a -> b",
        "a>b b>c c>a b>a    | a | dependsOn cycle: a -> b -> a",
        "a>x a>b b>a        | a | dependsOn cycle: a -> b -> a",
        "a>team-b/b team-b/b>shop/a | a | dependsOn cycle: a -> team-b/b -> a",
        "a>team-b/b team-b/b>shop/a | team-b/b | dependsOn cycle: b -> shop/a -> b",
      })
  void aUnitThatWaitsForItselfIsTold(String edges, String unit, String message) {
    assertThat(DependencyCycle.of(id(unit), graph(edges))).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a>b                | a",
        "a>b b>c a>c        | a",
        "a>b b>c c>b        | a",
        "a>gone             | a",
        "b>a                | a",
        "team-b/a>shop/a shop/a>x | a",
      })
  void aUnitThatDoesNotIsNot(String edges, String unit) {
    assertThat(DependencyCycle.of(id(unit), graph(edges))).isEmpty();
  }

  @Test
  void aLongCycleIsShortened() {
    StringBuilder edges = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      edges.append("u%d>u%d ".formatted(i, (i + 1) % 2000));
    }
    assertThat(DependencyCycle.of(id("u0"), graph(edges.toString().strip())))
        .contains(
            "dependsOn cycle: u0 -> u1 -> u2 -> u3 -> u4 -> u5 -> u6 -> u7 -> u8 -> ... -> u0");
  }

  @Test
  void theGraphIsThatOfTheUnits() {
    var a = Specs.unit(Specs.with("{dependsOn: [{name: b}, {name: c}]}"));
    assertThat(DependencyCycle.dependencies(List.of(a)))
        .isEqualTo(Map.of(id("my-app"), List.of(id("b"), id("c"))));
  }
}
