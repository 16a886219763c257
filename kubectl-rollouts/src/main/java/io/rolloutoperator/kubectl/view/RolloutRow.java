package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Rollout as one row.
 *
 * @param setWeight the weight that the steps ask for; empty for other strategies than canary
 */
public record RolloutRow(
    String namespace,
    String name,
    String strategy,
    Phase phase,
    CanarySteps steps,
    OptionalInt setWeight,
    Meaning.Replicas replicas) {

  /** The columns of Argo Rollouts' plugin. */
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

  public static RolloutRow of(JsonNode rollout) {
    CanarySteps steps = CanarySteps.of(rollout);
    String strategy = Meaning.strategy(rollout);
    int weight =
        steps.setWeight(At.flag(rollout, "status", "abort"), CanarySteps.weightOfAll(rollout));
    return new RolloutRow(
        At.namespace(rollout),
        At.name(rollout),
        strategy,
        Phase.of(rollout),
        steps,
        strategy.equals("Canary") ? OptionalInt.of(weight) : OptionalInt.empty(),
        Meaning.replicas(rollout));
  }

  /** How many steps are done of how many; empty without steps. */
  public Optional<String> step() {
    return steps.count() > 0 ? Optional.of(steps.index() + "/" + steps.count()) : Optional.empty();
  }

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
      cells.addAll(of(rollout).cells());
      table.add(cells);
    }
    return table;
  }

  private List<Line> cells() {
    Health health = Health.of(phase.word());
    return List.of(
        Line.of(name),
        Line.of(strategy),
        Line.of(health.word(), health.tone()),
        Line.of(step().orElse("-")),
        Line.of(setWeight.isPresent() ? Integer.toString(setWeight.getAsInt()) : "-"),
        Line.of(replicas.ready() + "/" + replicas.current()),
        Line.of(Integer.toString(replicas.desired())),
        Line.of(Integer.toString(replicas.updated())),
        Line.of(Integer.toString(replicas.available())));
  }
}
