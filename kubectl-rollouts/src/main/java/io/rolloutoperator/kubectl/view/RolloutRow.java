package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A Rollout as one row, in the columns of Argo Rollouts' plugin. */
public final class RolloutRow {

  private static final List<String> HEADS =
      List.of(
          "NAME",
          "STRATEGY",
          "STATUS",
          "STEP",
          "SET-WEIGHT",
          "READY",
          "DESIRED",
          "UP-TO-DATE",
          "AVAILABLE");

  private RolloutRow() {}

  /**
   * All of them.
   *
   * @param timestamp the first column; "" for none
   */
  public static Table table(List<JsonNode> rollouts, boolean namespaces, String timestamp) {
    List<String> heads = new ArrayList<>();
    if (!timestamp.isEmpty()) {
      heads.add("TIMESTAMP");
    }
    if (namespaces) {
      heads.add("NAMESPACE");
    }
    heads.addAll(HEADS);
    Table table = new Table(heads);
    for (JsonNode rollout : rollouts) {
      List<Line> cells = new ArrayList<>();
      if (!timestamp.isEmpty()) {
        cells.add(Line.of(timestamp));
      }
      if (namespaces) {
        cells.add(Line.of(At.namespace(rollout)));
      }
      cells.addAll(cells(rollout));
      table.add(cells);
    }
    return table;
  }

  private static List<Line> cells(JsonNode rollout) {
    JsonNode status = rollout.path("status");
    Health health = Health.of(Phase.of(rollout).word());
    boolean canary = rollout.path("spec").path("strategy").has("canary");
    CanarySteps steps = CanarySteps.of(rollout);
    int weight = steps.setWeight(At.flag(status, "abort"), CanarySteps.weightOfAll(rollout));
    return List.of(
        Line.of(At.name(rollout)),
        Line.of(strategy(rollout)),
        Line.of(health.word(), health.tone()),
        Line.of(steps.count() > 0 ? steps.index() + "/" + steps.count() : "-"),
        Line.of(canary ? Integer.toString(weight) : "-"),
        Line.of(At.count(status, "readyReplicas") + "/" + At.count(status, "replicas")),
        Line.of(Integer.toString(At.number(rollout, "spec", "replicas").orElse(1))),
        Line.of(Integer.toString(At.count(status, "updatedReplicas"))),
        Line.of(Integer.toString(At.count(status, "availableReplicas"))));
  }

  private static String strategy(JsonNode rollout) {
    JsonNode strategy = rollout.path("spec").path("strategy");
    if (strategy.has("canary")) {
      return "Canary";
    }
    return strategy.has("blueGreen") ? "BlueGreen" : "unknown";
  }
}
