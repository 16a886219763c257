package io.rolloutoperator.gitsync.health;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which kind has which rule. */
final class KindRules {

  static final String GATEWAY_GROUP = "gateway.networking.k8s.io";

  /** Current as soon as they exist, whatever they say. */
  private static final Set<String> AT_ONCE =
      Set.of(
          "Secret",
          "ConfigMap",
          "CronJob.batch",
          "PodDisruptionBudget.policy",
          "Ingress.networking.k8s.io",
          "AnalysisTemplate.argoproj.io",
          "ClusterAnalysisTemplate.argoproj.io");

  private static final KindRule READY = ConditionHealth::ready;

  private static final Map<String, KindRule> RULES =
      Map.ofEntries(
          Map.entry("Deployment.apps", WorkloadHealth::deployment),
          Map.entry("StatefulSet.apps", WorkloadHealth::statefulSet),
          Map.entry("DaemonSet.apps", WorkloadHealth::daemonSet),
          Map.entry("ReplicaSet.apps", WorkloadHealth::replicaSet),
          Map.entry("Pod", PodHealth::pod),
          Map.entry("Job.batch", PodHealth::job),
          Map.entry("PersistentVolumeClaim", ConditionHealth::claim),
          Map.entry("Service", ConditionHealth::service),
          Map.entry("CustomResourceDefinition.apiextensions.k8s.io", ConditionHealth::definition),
          Map.entry("HorizontalPodAutoscaler.autoscaling", ConditionHealth::autoscaler),
          Map.entry("SealedSecret.bitnami.com", ConditionHealth::sealedSecret),
          Map.entry("ExternalSecret.external-secrets.io", READY),
          Map.entry("ClusterExternalSecret.external-secrets.io", READY),
          Map.entry("SecretStore.external-secrets.io", READY),
          Map.entry("ClusterSecretStore.external-secrets.io", READY),
          Map.entry("Certificate.cert-manager.io", READY),
          Map.entry("Rollout.argoproj.io", ReleaseHealth::rollout),
          Map.entry("AnalysisRun.argoproj.io", ReleaseHealth::run),
          Map.entry("Experiment.argoproj.io", ReleaseHealth::run),
          Map.entry("HTTPRoute." + GATEWAY_GROUP, RouteHealth::route),
          Map.entry("GRPCRoute." + GATEWAY_GROUP, RouteHealth::route),
          Map.entry("Gateway." + GATEWAY_GROUP, RouteHealth::gateway));

  private KindRules() {}

  static Optional<KindRule> of(ObjectId id) {
    return currentAtOnce(id)
        ? Optional.of((live, now) -> Health.current())
        : Optional.ofNullable(RULES.get(key(id)));
  }

  static boolean currentAtOnce(ObjectId id) {
    return AT_ONCE.contains(key(id));
  }

  private static String key(ObjectId id) {
    return id.group().isEmpty() ? id.kind() : id.kind() + "." + id.group();
  }
}
