package io.rolloutoperator.engine.traffic;

import io.rolloutoperator.api.rollout.SetHeaderRoute;
import java.util.List;
import java.util.Set;

/**
 * The traffic one rollout wants.
 *
 * @param canaryService name of the Service whose weight is {@code canaryWeight}
 * @param stableService name of the Service that has the rest
 * @param canaryWeight 0 to {@code maxWeight}
 * @param maxWeight the weight of all traffic, at least 1
 * @param additional experiments' destinations
 * @param ownedServices Services of experiments whose destinations were written before
 * @param managedRoutes names of the routes that steps may add, in order of precedence
 * @param headerRouteSteps all {@code setHeaderRoute} steps of the rollout: they tell own rules
 *     without a name from foreign ones
 * @param change what this pass does to the managed routes
 */
public record TrafficTarget(
    String canaryService,
    String stableService,
    int canaryWeight,
    int maxWeight,
    List<Destination> additional,
    Set<String> ownedServices,
    List<String> managedRoutes,
    List<SetHeaderRoute> headerRouteSteps,
    ManagedRouteChange change) {

  public TrafficTarget {
    additional = List.copyOf(additional);
    ownedServices = Set.copyOf(ownedServices);
    managedRoutes = List.copyOf(managedRoutes);
    headerRouteSteps = List.copyOf(headerRouteSteps);
  }

  /** The weights of the two Services and nothing else. */
  public TrafficTarget(
      String canaryService, String stableService, int canaryWeight, int maxWeight) {
    this(
        canaryService,
        stableService,
        canaryWeight,
        maxWeight,
        List.of(),
        Set.of(),
        List.of(),
        List.of(),
        new ManagedRouteChange.Leave());
  }

  /** What is left for stable, at least 0. */
  public int stableWeight() {
    long taken = canaryWeight + additional.stream().mapToLong(Destination::weight).sum();
    return (int) Math.clamp(maxWeight - taken, 0L, maxWeight);
  }
}
