package io.rolloutoperator.kube.metrics;

/** What one object contributes to the gauges: its latest state, in the words of the metrics. */
public sealed interface ObjectSample
    permits RolloutSample,
        AnalysisRunSample,
        AnalysisTemplateSample,
        ExperimentSample,
        GitSyncSample {
  /** Kind of the object. */
  String kind();

  /** Namespace of the object; empty for cluster-scoped ones. */
  String namespace();

  /** Name of the object. */
  String name();

  /**
   * This sample with what only an earlier one knew.
   *
   * @param before of the same object
   */
  default ObjectSample after(ObjectSample before) {
    return this;
  }

  /** Adds this object's series. */
  void addTo(ObjectGauges.Series series);
}
