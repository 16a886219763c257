package io.rolloutoperator.engine.traffic;

import java.util.List;
import java.util.Optional;

/**
 * The route objects of one Rollout as they were observed. Immutable; computing edits has no effect.
 */
public interface TrafficView {

  /**
   * The writes that bring every route to the target.
   *
   * @return edits in the order they must be made, empty if nothing is to change; or why it cannot
   *     be done
   */
  Edits edits(TrafficTarget target);

  /**
   * Whether the data plane confirmed what the routes say, if that is the target.
   *
   * @return true or false; empty if this router cannot tell
   */
  Optional<Boolean> verified(TrafficTarget target);

  /**
   * What the data plane still waits for before it confirms the target.
   *
   * @return one line that names the route; empty if it confirmed, or this router cannot tell
   */
  Optional<String> pending(TrafficTarget target);

  /**
   * Weights that the routes give the two Services now.
   *
   * @return empty if no route splits traffic between them
   */
  Optional<Split> split(String canaryService, String stableService);

  /**
   * Weights of two Services, each the highest of all rules: rules may differ for a moment, and pods
   * must suffice for each.
   *
   * @param canary weight of the canary Service
   * @param stable weight of the stable Service
   */
  record Split(int canary, int stable) {}

  /** Result of {@link #edits}. */
  sealed interface Edits {

    /**
     * The routes can be brought to the target.
     *
     * @param edits writes in order
     */
    record Ready(List<RouteEdit> edits) implements Edits {
      public Ready {
        edits = List.copyOf(edits);
      }
    }

    /**
     * They cannot.
     *
     * @param problem what is wrong with which route, for the Event TrafficRoutingError
     */
    record Impossible(String problem) implements Edits {}
  }
}
