package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Who may own fields of a unit's objects.
 *
 * @param rollouts live Rollouts of the namespaces of the unit's objects
 * @param scalers HorizontalPodAutoscalers and ScaledObjects, live ones and those Git wants
 */
public record Workloads(List<ObjectNode> rollouts, List<ObjectNode> scalers) {

  /** Copies the lists. */
  public Workloads {
    rollouts = List.copyOf(rollouts);
    scalers = List.copyOf(scalers);
  }
}
