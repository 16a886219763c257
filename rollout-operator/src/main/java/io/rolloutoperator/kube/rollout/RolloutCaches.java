package io.rolloutoperator.kube.rollout;

import io.fabric8.kubernetes.api.model.Service;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.AnalysisTemplate;
import io.rolloutoperator.api.ClusterAnalysisTemplate;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import java.util.Collection;
import java.util.Optional;

/**
 * What the informers hold about one Rollout and what belongs to it. Nothing that is returned may be
 * changed.
 */
interface RolloutCaches {

  /** ReplicaSets with the Rollout as their controller. */
  Collection<ReplicaSetTree> replicaSets(Rollout rollout);

  /** ReplicaSets of a namespace that have the label of a revision and no controller. */
  Collection<ReplicaSetTree> orphans(String namespace);

  /** AnalysisRuns with the Rollout as their controller. */
  Collection<AnalysisRun> analysisRuns(Rollout rollout);

  /** Services of the namespace that name the Rollout as their manager; an event follows others. */
  Collection<Service> managedServices(Rollout rollout);

  /** The same of a Rollout that is gone, all of them. */
  Collection<Service> leftServices(Rollout rollout);

  /** The version that the informers hold of any object of a kind that is written; empty if none. */
  Optional<String> version(ObjectKey object);

  Optional<Service> service(String namespace, String name);

  Optional<AnalysisTemplate> template(String namespace, String name);

  Optional<ClusterAnalysisTemplate> clusterTemplate(String name);
}
