package io.rolloutoperator.kube.analysisrun;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.util.Set;

/** Wakes an AnalysisRun when one of its measurements has reported. */
final class ReportEventSource extends AbstractEventSource<Void, AnalysisRun> {

  ReportEventSource() {
    super(Void.class, "measurements");
  }

  /** A report is there to be planned. */
  void arrived(ObjectKey run) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(new ResourceID(run.name(), run.namespace())));
    }
  }

  /** Reports are kept with the measurements, not in a cache of the framework. */
  @Override
  public Set<Void> getSecondaryResources(AnalysisRun run) {
    return Set.of();
  }
}
