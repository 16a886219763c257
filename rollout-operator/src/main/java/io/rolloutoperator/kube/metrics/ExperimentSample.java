package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

/**
 * An Experiment in the words of the metrics.
 *
 * @param phase one of {@link AnalysisPhases#ALL}; anything else is taken as pending
 */
public record ExperimentSample(String namespace, String name, String phase)
    implements ObjectSample {

  public ExperimentSample {
    phase = AnalysisPhases.of(phase);
  }

  @Override
  public String kind() {
    return ReconciledKind.EXPERIMENT.kind();
  }

  @Override
  public void addTo(ObjectGauges.Series series) {
    Labels object = Labels.of("namespace", namespace, "name", name);
    series.add(
        "experiment_info",
        "Information about Experiment.",
        1,
        object.merge(Labels.of("phase", phase)));
    AnalysisPhases.addTo(
        series,
        "experiment_phase",
        "Information on the state of the experiment (deprecated, use experiment_info).",
        object,
        phase);
  }
}
