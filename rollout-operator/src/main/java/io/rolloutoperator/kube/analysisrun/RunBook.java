package io.rolloutoperator.kube.analysisrun;

import io.rolloutoperator.analysis.core.MeasurementReport;
import io.rolloutoperator.kube.analysisrun.Measurements.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is under way for one run. */
final class RunBook {

  private final String uid;
  private final Map<String, Thread> inFlight = new HashMap<>();
  private final List<MeasurementReport> reports = new ArrayList<>();

  RunBook(String uid) {
    this.uid = uid;
  }

  String uid() {
    return uid;
  }

  synchronized State state() {
    return new State(Set.copyOf(inFlight.keySet()), List.copyOf(reports));
  }

  synchronized boolean isIdle() {
    return inFlight.isEmpty() && reports.isEmpty();
  }

  synchronized void begun(String metric, Thread thread) {
    inFlight.put(metric, thread);
  }

  /**
   * Takes a report.
   *
   * @return false if it came too late: the metric was abandoned, or is measured by another thread
   */
  synchronized boolean reported(Thread thread, MeasurementReport report) {
    return inFlight.remove(report.metric(), thread) && reports.add(report);
  }

  /** Drops the reports that {@link #state} showed; later ones stand behind them. */
  synchronized void planned(Collection<MeasurementReport> planned) {
    reports.subList(0, planned.size()).clear();
  }

  synchronized void abandon(String metric) {
    Thread thread = inFlight.remove(metric);
    if (thread != null) {
      thread.interrupt();
    }
  }

  synchronized void abandonAll() {
    inFlight.values().forEach(Thread::interrupt);
    inFlight.clear();
    reports.clear();
  }
}
