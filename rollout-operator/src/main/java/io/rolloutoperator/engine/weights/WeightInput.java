package io.rolloutoperator.engine.weights;

import io.rolloutoperator.api.rollout.TrafficWeights;
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
 * @param previousCanary the ReplicaSet that has the recorded canary weight, if that is neither the
 *     canary nor stable
 * @param recorded the weights last written, as in the status; null if none were
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
    @Nullable TrafficWeights recorded,
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
  int recordedWeight() {
    return recorded == null ? 0 : Math.clamp(recorded.canary().weight(), 0, maxWeight());
  }

  /** Whether the routes' canary weight belongs to another ReplicaSet than the present canary. */
  boolean recordedForAnother() {
    return recorded != null && !recorded.canary().podTemplateHash().equals(canary.hash());
  }
}
