package io.rolloutoperator.traffic;

import io.rolloutoperator.engine.traffic.RouteEdit;
import java.util.List;
import java.util.Optional;

/**
 * The edits of one router in one pass.
 *
 * @param edits in the order to write them; empty when nothing changes
 * @param failure why it ends there; the edits before it still apply
 */
public record TrafficPlan(List<RouteEdit> edits, Optional<TrafficFailure> failure) {

  public TrafficPlan {
    edits = List.copyOf(edits);
  }

  /** The routes say what they should. */
  public boolean unchanged() {
    return edits.isEmpty() && failure.isEmpty();
  }
}
