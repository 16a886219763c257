package io.rolloutoperator.kube.analysisrun;

import io.rolloutoperator.analysis.core.AnalysisPhase;
import io.rolloutoperator.analysis.core.MeasurementReport;
import io.rolloutoperator.analysis.core.MeasurementTask;
import io.rolloutoperator.analysis.core.MeasurementTask.ResumeMeasurement;
import io.rolloutoperator.analysis.core.MeasurementTask.TakeMeasurement;
import io.rolloutoperator.analysis.core.MeasurementTask.TerminateMeasurement;
import io.rolloutoperator.analysis.providers.MeasurementTaker;
import io.rolloutoperator.analysis.providers.RunReference;
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the tasks of all runs, each on a thread of its own, so many at a time, and keeps what
 * is under way and what was reported until it is planned.
 *
 * <pre>
 *   begin ──> in flight ──> reported ──> planned (dropped)
 *                 └──> abandoned or run gone: interrupted; its report is dropped
 * </pre>
 */
final class Measurements {

  private static final Logger log = LoggerFactory.getLogger(Measurements.class);

  /**
   * A run's part.
   *
   * @param inFlight metrics whose task has not reported
   * @param reports in the order of their arrival
   */
  record State(Set<String> inFlight, List<MeasurementReport> reports) {}

  private final MeasurementTaker taker;
  private final Semaphore slots;
  private final Map<ObjectKey, RunBook> books = new ConcurrentHashMap<>();
  private volatile Consumer<ObjectKey> arrivals = _ -> {};

  /**
   * Nothing is under way.
   *
   * @param slots tasks carried out at a time, at least 1
   */
  Measurements(MeasurementTaker taker, int slots) {
    this.taker = taker;
    this.slots = new Semaphore(slots, true);
  }

  /** Who is told of runs with a new report. */
  void reportTo(Consumer<ObjectKey> listener) {
    arrivals = listener;
  }

  /** What is known about a run; a former run of the same name is forgotten. */
  State state(ObjectKey key, String uid) {
    RunBook book = books.get(key);
    if (book == null) {
      return new State(Set.of(), List.of());
    }
    if (!book.uid().equals(uid)) {
      forget(key);
      return new State(Set.of(), List.of());
    }
    return book.state();
  }

  /** Starts a task; its metric is in flight when this returns. */
  void begin(ObjectKey key, RunReference run, MeasurementTask task) {
    RunBook book = books.computeIfAbsent(key, _ -> new RunBook(run.uid()));
    Thread thread =
        Thread.ofVirtual().name("measurement-", 0).unstarted(() -> carryOut(key, book, run, task));
    book.begun(task.metric().name(), thread);
    thread.start();
  }

  /** These reports are in the stored status, or never will be. */
  void planned(ObjectKey key, Collection<MeasurementReport> reports) {
    books.computeIfPresent(
        key,
        (_, book) -> {
          book.planned(reports);
          return book.isIdle() ? null : book;
        });
  }

  /** Ends tasks whose answers do not matter any more. */
  void abandon(ObjectKey key, Set<String> metrics) {
    RunBook book = books.get(key);
    if (book != null) {
      metrics.forEach(book::abandon);
    }
  }

  /** Ends all tasks of a run and drops their reports. */
  void forget(ObjectKey key) {
    RunBook book = books.remove(key);
    if (book != null) {
      book.abandonAll();
    }
  }

  private void carryOut(ObjectKey key, RunBook book, RunReference run, MeasurementTask task) {
    MeasurementReport report;
    try {
      slots.acquire();
    } catch (InterruptedException e) {
      // Abandoned before it began.
      return;
    }
    try {
      report = report(run, task);
      if (book.reported(Thread.currentThread(), report)) {
        arrivals.accept(key);
      } else {
        cleanUp(run, task);
      }
    } finally {
      slots.release();
    }
  }

  /** A measurement that was being started when it was abandoned may have left something behind. */
  private void cleanUp(RunReference run, MeasurementTask task) {
    if (!(task instanceof TakeMeasurement)) {
      return;
    }
    // The interruption has done its work; it must not cut off the requests that clean up.
    Thread.interrupted();
    Measurement started =
        new Measurement(AnalysisPhase.RUNNING.text(), "", null, null, "", Map.of(), null);
    report(run, new TerminateMeasurement(task.metric(), task.args(), task.number(), started));
  }

  /** A bug must not leave a metric in flight for ever: it is an error of this measurement. */
  private MeasurementReport report(RunReference run, MeasurementTask task) {
    try {
      return taker.carryOut(run, task);
    } catch (RuntimeException e) {
      log.error("{}/{}: metric {}", run.namespace(), run.name(), task.metric().name(), e);
      String problem = "unexpected " + e.getClass().getSimpleName();
      return switch (task) {
        case TerminateMeasurement _ ->
            new MeasurementReport.TerminationFailed(task.metric().name(), task.number(), problem);
        case TakeMeasurement _ -> erroneous(task, problem);
        case ResumeMeasurement _ -> erroneous(task, problem);
      };
    }
  }

  private static MeasurementReport erroneous(MeasurementTask task, String problem) {
    Instant now = Instant.now();
    return new MeasurementReport.Measured(
        task.metric().name(),
        task.number(),
        new Measurement(AnalysisPhase.ERROR.text(), problem, now, now, "", Map.of(), null),
        Map.of(),
        List.of());
  }
}
