package io.rolloutoperator.engine.plan;

import io.rolloutoperator.engine.traffic.RouteEdit;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import java.util.List;

/**
 * Brings every route object to the weights of {@code target}.
 *
 * @param target weights per Service
 * @param edits the writes that this takes, in order; never empty
 */
public record ApplyTraffic(TrafficTarget target, List<RouteEdit> edits) implements Action {

  public ApplyTraffic {
    edits = List.copyOf(edits);
  }

  @Override
  public String describe() {
    return "apply traffic canary=" + target.canaryWeight() + " stable=" + target.stableWeight();
  }
}
