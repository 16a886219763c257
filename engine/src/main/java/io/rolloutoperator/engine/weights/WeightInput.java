package io.rolloutoperator.engine.weights;

import io.rolloutoperator.api.rollout.WeightDestination;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the weight depends on.
 *
 * @param replicas wanted pods of a side that gets all traffic, at least 0
 * @param canary the ReplicaSet of the current template
 * @param stable the stable ReplicaSet, equal to the canary once promoted; null before the first
 *     deployment is done
 * @param previousCanary the ReplicaSet that the canary Service leads traffic to, if that is neither
 *     the canary nor stable
 * @param observed where the traffic goes now; null if nothing is known of it
 * @param experiments weights of running experiments' Services
 */
public record WeightInput(
    int replicas,
    SetWeights steps,
    UpdateState state,
    RoutingPolicy policy,
    Side canary,
    @Nullable Side stable,
    @Nullable Side previousCanary,
    @Nullable ObservedTraffic observed,
    List<WeightDestination> experiments) {

  public WeightInput {
    experiments = List.copyOf(experiments);
  }

  int maxWeight() {
    return steps.maxWeight();
  }

  /** The experiments' weights, cut where they would together exceed all traffic. */
  List<WeightDestination> fittingExperiments() {
    List<WeightDestination> fitting = new ArrayList<>();
    int left = maxWeight();
    for (WeightDestination experiment : experiments) {
      int weight = Math.clamp(experiment.weight(), 0, left);
      left -= weight;
      fitting.add(
          new WeightDestination(weight, experiment.serviceName(), experiment.podTemplateHash()));
    }
    return fitting;
  }

  /** The canary Service's weight at the routes, whichever ReplicaSet it leads to. */
  int currentWeight() {
    return observed == null ? 0 : Math.clamp(observed.canaryWeight(), 0, maxWeight());
  }

  /** Whether the canary's weight leads to another ReplicaSet than the present canary. */
  boolean leadsToAnother() {
    return observed != null && currentWeight() > 0 && !observed.canaryHash().equals(canary.hash());
  }
}
