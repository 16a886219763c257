package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.it.RightUse.Reach;
import io.rolloutoperator.it.RightUse.Row;
import io.rolloutoperator.it.WithheldRights.Withheld;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectErrors;
import io.rolloutoperator.testkit.junit.ExpectRefusals;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Without any one right of the chart something does not work, the operator says which right it is,
 * the rest goes on, and all heals when the right is back.
 *
 * <p>Some rights are tried; {@code -Dsweep=all} takes every one, {@code -Dwithheld=httproutes}
 * those with that in their name, {@code -Dseed=N} takes those of an earlier run.
 */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings({
  "ReconciliationError",
  "ReplicaSetCreateError",
  "Forbidden",
  "ImpersonationFailed"
})
@ExpectRefusals("cannot ")
@ExpectErrors({"the lease: ", "will stop"})
class RbacIT {
  private static final int FEW = 4;
  private static final int AT_A_TIME = 4;
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final List<Row> CHOSEN = chosen();

  /** What the release itself tells, beside the metric: the others hit no single Rollout. */
  private static final Set<Right> TOLD_BY_THE_ROLLOUT =
      Stream.of(
              "create replicasets.apps",
              "patch replicasets.apps",
              "patch services",
              "get httproutes.gateway.networking.k8s.io",
              "patch httproutes.gateway.networking.k8s.io",
              "get grpcroutes.gateway.networking.k8s.io",
              "patch grpcroutes.gateway.networking.k8s.io",
              "create analysisruns.argoproj.io")
          .map(Right::parse)
          .collect(Collectors.toSet());

  /** What an Event alone tells at the Rollout, as the release goes on without it. */
  private static final Set<Right> TOLD_BY_AN_EVENT =
      Stream.of("list pods", "create pods/eviction").map(Right::parse).collect(Collectors.toSet());

  private static SideBySide lanes;

  private static List<Row> chosen() {
    List<Row> rows = new ArrayList<>(RightRows.ALL);
    Collections.shuffle(rows, new Random(SEED));
    String named = System.getProperty("withheld", "");
    boolean all = System.getProperty("sweep", "").equals("all");
    List<Row> chosen =
        named.isEmpty()
            ? all ? rows : rows.subList(0, FEW)
            : rows.stream().filter(row -> row.toString().contains(named)).toList();
    System.out.printf(
        "rights: %d of %d are withheld, -Dseed=%d%n", chosen.size(), rows.size(), SEED);
    return chosen;
  }

  static List<Row> rows() {
    return CHOSEN;
  }

  @BeforeAll
  static void startLanes(TestNamespace namespace) {
    lanes = new SideBySide(AT_A_TIME);
    for (Row row : CHOSEN) {
      int number = CHOSEN.indexOf(row);
      lanes.start(row.toString(), () -> withhold(row, namespace.sibling("right-" + number)));
    }
  }

  @AfterAll
  static void closeLanes() {
    lanes.close();
  }

  @Test
  void eachRightOfTheChartHasItsScenario() {
    Set<Right> granted = new TreeSet<>();
    for (String file : List.of("rbac.yaml", "rbac-namespaced.yaml")) {
      granted.addAll(Right.grantedBy(Json.yaml(ShippedOperator.manifest(file))));
    }
    assertThat(RightRows.ALL).extracting(Row::right).containsExactlyInAnyOrderElementsOf(granted);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void withoutARightSomethingWaitsAndSaysWhyAndTheRestGoesOn(Row row) throws InterruptedException {
    lanes.await(row.toString());
  }

  private static void withhold(Row row, TestNamespace namespace) {
    boolean everywhere = row.right().equals(RightRows.OF_THE_CLUSTER);
    try (RightsLane lane =
        everywhere ? RightsLane.openEverywhere(namespace) : RightsLane.open(namespace)) {
      withhold(row, lane);
    }
  }

  private static void withhold(Row row, RightsLane lane) {
    LiveRollout beside = lane.deploy("beside", "{}");
    RightUse use = row.preparation().in(lane);
    try (Withheld _ = lane.operator().without(row.right())) {
      use.ask().run();
      lane.namespace()
          .await(
              "this alone is told to be missing: " + row,
              () -> DeprivedOperator.missing(use.teller()).equals(List.of(row.right().labels())));
      if (TOLD_BY_THE_ROLLOUT.contains(row.right())) {
        awaitCondition(new LiveRollout(lane.namespace(), "shop"), row.right());
      }
      if (TOLD_BY_AN_EVENT.contains(row.right())) {
        awaitEvent(lane.namespace(), row.right());
      }
      if (row.reach() == Reach.SOME) {
        beside.version("v2");
        beside.awaitPhase("Healthy");
      }
    }
    use.awaitDone().run();
    lane.namespace()
        .await(
            "no right is missing: " + row, () -> DeprivedOperator.missing(use.teller()).isEmpty());
    beside.version("v3");
    beside.awaitPhase("Healthy");
  }

  private static void awaitEvent(TestNamespace namespace, Right right) {
    namespace.await(
        "an Event says " + right.refusal(),
        () -> namespace.events().stream().anyMatch(event -> tells(event, right)));
    assertThat(new LiveRollout(namespace, "shop").phase()).isNotEqualTo("Degraded");
  }

  private static boolean tells(JsonNode event, Right right) {
    return event.at("/involvedObject/name").asText().equals("shop")
        && event.path("reason").asText().equals("ReconciliationError")
        && event.path("message").asText().contains(right.refusal());
  }

  private static void awaitCondition(LiveRollout shop, Right right) {
    shop.await("says " + right.refusal(), _ -> shop.message().contains(right.refusal()));
    assertThat(Json.elements(shop.status().path("conditions")))
        .as("conditions")
        .anyMatch(condition -> condition.path("message").asText().contains(right.refusal()));
  }
}
