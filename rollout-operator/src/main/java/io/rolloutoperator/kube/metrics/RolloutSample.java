package io.rolloutoperator.kube.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.prometheus.metrics.model.snapshots.Labels;
import io.rolloutoperator.api.evidence.Versions;
import io.rolloutoperator.kube.metrics.projection.ReleaseProgress;
import java.util.List;
import java.util.Map;

/**
 * A Rollout in the words of the metrics.
 *
 * @param strategy {@code canary}, {@code blueGreen} or {@code none}
 * @param trafficRouter name of the router, or empty
 * @param phase one of {@link #PHASES}
 * @param pods how many there are
 * @param release where the release stands
 * @param versions the names by which metrics tell its two versions apart
 */
public record RolloutSample(
    String namespace,
    String name,
    String strategy,
    String trafficRouter,
    String phase,
    Pods pods,
    ReleaseProgress release,
    Versions versions)
    implements ObjectSample {
  /**
   * Numbers of pods.
   *
   * @param desired pods wanted
   * @param updated pods of the newest revision
   * @param available pods that serve
   */
  public record Pods(int desired, int updated, int available) {}

  /** The phases of the metrics, which are not those of the status. */
  static final List<String> PHASES =
      List.of("InvalidSpec", "Completed", "Progressing", "Paused", "Timeout", "Error", "Abort");

  private static final Map<String, String> ROUTERS =
      Map.of(
          "alb",
          "ALB",
          "ambassador",
          "Ambassador",
          "istio",
          "Istio",
          "nginx",
          "Nginx",
          "smi",
          "SMI",
          "appMesh",
          "AppMesh");

  /**
   * Reads a Rollout's trees; wrong types count as absent.
   *
   * @param spec {@code spec}, of any shape
   * @param status {@code status}, of any shape
   */
  public static RolloutSample of(String namespace, String name, JsonNode spec, JsonNode status) {
    return new RolloutSample(
        namespace,
        name,
        strategy(spec.path("strategy")),
        router(spec.path("strategy").path("canary").path("trafficRouting")),
        phase(status),
        new Pods(
            spec.path("replicas").asInt(1),
            status.path("updatedReplicas").asInt(0),
            status.path("availableReplicas").asInt(0)),
        ReleaseProgress.of(spec, status),
        Versions.of(spec, status));
  }

  @Override
  public String kind() {
    return "Rollout";
  }

  /** Confirmed weights stay told until others are. */
  @Override
  public ObjectSample after(ObjectSample before) {
    return before instanceof RolloutSample sample
        ? new RolloutSample(
            namespace,
            name,
            strategy,
            trafficRouter,
            phase,
            pods,
            release.after(sample.release),
            versions)
        : this;
  }

  @Override
  public void addTo(ObjectGauges.Series series) {
    ReleaseSeries.add(namespace, name, release, series);
    Labels object = Labels.of("namespace", namespace, "name", name);
    series.add(
        "rollout_info",
        "Information about rollout.",
        1,
        object.merge(
            Labels.of("strategy", strategy, "traffic_router", trafficRouter, "phase", phase)));
    series.add(
        "rollout_info_replicas_available",
        "The number of available replicas per rollout.",
        pods.available(),
        object);
    series.add(
        "rollout_info_replicas_unavailable",
        "The number of unavailable replicas per rollout.",
        Math.max(0, pods.desired() - pods.available()),
        object);
    series.add(
        "rollout_info_replicas_desired",
        "The number of desired replicas per rollout.",
        pods.desired(),
        object);
    series.add(
        "rollout_info_replicas_updated",
        "The number of updated replicas per rollout.",
        pods.updated(),
        object);
    for (String each : PHASES) {
      series.add(
          "rollout_phase",
          "Information on the state of the rollout (deprecated, use rollout_info).",
          each.equals(phase) ? 1 : 0,
          object.merge(Labels.of("strategy", strategy, "phase", each)));
    }
  }

  private static String strategy(JsonNode strategy) {
    if (strategy.hasNonNull("canary")) {
      return "canary";
    }
    return strategy.hasNonNull("blueGreen") ? "blueGreen" : "none";
  }

  private static String router(JsonNode trafficRouting) {
    return ROUTERS.entrySet().stream()
        .filter(router -> trafficRouting.hasNonNull(router.getKey()))
        .map(Map.Entry::getValue)
        .sorted()
        .findFirst()
        .orElse("");
  }

  private static String phase(JsonNode status) {
    String progressing = "";
    for (JsonNode condition : status.path("conditions")) {
      String type = condition.path("type").asText();
      if (type.equals("InvalidSpec") && condition.path("status").asText().equals("True")) {
        return "InvalidSpec";
      }
      if (type.equals("ReconciliationError")) {
        return "Error";
      }
      if (type.equals("Progressing")) {
        progressing = condition.path("reason").asText();
      }
    }
    return switch (progressing) {
      case "NewReplicaSetAvailable", "RolloutCompleted" -> "Completed";
      case "RolloutPaused" -> "Paused";
      case "ProgressDeadlineExceeded" -> "Timeout";
      case "RolloutAborted" -> "Abort";
      case "RolloutError", "ReplicaSetCreateError", "FailedRSCreate" -> "Error";
      default -> "Progressing";
    };
  }
}
