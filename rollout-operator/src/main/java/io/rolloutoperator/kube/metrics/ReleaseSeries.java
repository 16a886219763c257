package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.rolloutoperator.kube.metrics.projection.ReleaseProgress;
import io.rolloutoperator.kube.metrics.projection.ReleaseProgress.Weights;

/** The gauges of a release under way: where it stands, and which pods are whose. */
final class ReleaseSeries {
  private static final String STABLE = "stable";
  private static final String CANARY = "canary";

  private ReleaseSeries() {}

  static void add(
      String namespace, String rollout, ReleaseProgress release, ObjectGauges.Series series) {
    Labels object = Labels.of("namespace", namespace, "rollout", rollout);
    if (release.steps() > 0) {
      series.add(
          "rollout_operator_step",
          "Index of the step that a Rollout is at; the number of steps when all are done.",
          release.step(),
          object);
      series.add("rollout_operator_steps", "Steps of a Rollout.", release.steps(), object);
    }
    revision(object, STABLE, release.stableHash(), series);
    revision(object, CANARY, release.canaryHash(), series);
    release
        .wanted()
        .ifPresent(
            weights ->
                weights(
                    object,
                    "rollout_operator_weight_wanted",
                    "Share of the traffic that was asked of the router.",
                    weights,
                    series));
    release
        .verified()
        .ifPresent(
            weights ->
                weights(
                    object,
                    "rollout_operator_weight_verified",
                    "Share of the traffic that the router confirmed last.",
                    weights,
                    series));
  }

  private static void revision(Labels object, String arm, String hash, ObjectGauges.Series series) {
    if (!hash.isEmpty()) {
      series.add(
          "rollout_operator_revision_info",
          "Which pods are stable and which are the canary, by their label"
              + " rollouts-pod-template-hash.",
          1,
          object.merge(Labels.of("arm", arm, "pod_template_hash", hash)));
    }
  }

  private static void weights(
      Labels object, String metric, String help, Weights weights, ObjectGauges.Series series) {
    series.add(metric, help, weights.stable(), object.merge(Labels.of("arm", STABLE)));
    series.add(metric, help, weights.canary(), object.merge(Labels.of("arm", CANARY)));
  }
}
