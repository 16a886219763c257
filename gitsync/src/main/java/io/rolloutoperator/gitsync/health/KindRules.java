package io.rolloutoperator.gitsync.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Which kind has which rule. */
final class KindRules {

  static final String GATEWAY_GROUP = "gateway.networking.k8s.io";

  private static final KindRule ALWAYS = KindRules::always;
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
          Map.entry("AnalysisTemplate.argoproj.io", ALWAYS),
          Map.entry("ClusterAnalysisTemplate.argoproj.io", ALWAYS),
          Map.entry("HTTPRoute." + GATEWAY_GROUP, RouteHealth::route),
          Map.entry("GRPCRoute." + GATEWAY_GROUP, RouteHealth::route),
          Map.entry("Gateway." + GATEWAY_GROUP, RouteHealth::gateway),
          Map.entry("Secret", ALWAYS),
          Map.entry("ConfigMap", ALWAYS),
          Map.entry("CronJob.batch", ALWAYS),
          Map.entry("PodDisruptionBudget.policy", ALWAYS),
          Map.entry("Ingress.networking.k8s.io", ALWAYS));

  private KindRules() {}

  static Optional<KindRule> of(ObjectId id) {
    String kind = id.group().isEmpty() ? id.kind() : id.kind() + "." + id.group();
    return Optional.ofNullable(RULES.get(kind));
  }

  private static Health always(ObjectNode live, Instant now) {
    return Health.current();
  }
}
