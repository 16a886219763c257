package io.rolloutoperator.kube.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * What the user decides about the controllers.
 *
 * @param analysisOnly work on AnalysisRuns only: another process works on Rollouts
 * @param namespace the one namespace to work in; empty for all
 * @param instanceId work on objects whose label {@code
 *     argo-rollouts.argoproj.io/controller-instance-id} has this value; empty: on objects without
 *     that label
 * @param rolloutThreads Rollouts worked on at a time, at least 1
 * @param analysisThreads AnalysisRuns worked on at a time, at least 1
 * @param resync longest time between two passes of an object
 * @param minMetricInterval shorter intervals of metrics are raised to this
 * @param analysis where metrics may be read from
 * @param gitSync how repositories are followed
 * @param notifications who is told
 */
public record ControllerSettings(
    boolean analysisOnly,
    String namespace,
    String instanceId,
    int rolloutThreads,
    int analysisThreads,
    Duration resync,
    Duration minMetricInterval,
    AnalysisSettings analysis,
    GitSyncSettings gitSync,
    NotificationSettings notifications) {
  /** The label that tells the objects of several controllers apart. */
  public static final String INSTANCE_ID_LABEL = "argo-rollouts.argoproj.io/controller-instance-id";

  /** The instance label's value for objects that are made; empty without one. */
  public Optional<String> instance() {
    return instanceId.isEmpty() ? Optional.empty() : Optional.of(instanceId);
  }

  /** A label selector for the objects of this instance. */
  public String labelSelector() {
    return instanceId.isEmpty() ? "!" + INSTANCE_ID_LABEL : INSTANCE_ID_LABEL + "=" + instanceId;
  }
}
