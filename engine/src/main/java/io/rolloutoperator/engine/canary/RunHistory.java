package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.AnalysisRunStrategy;
import io.rolloutoperator.api.rollout.RolloutAnalysisRunStatus;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.DeleteAnalysisRun;
import io.rolloutoperator.engine.snapshot.AnalysisRunFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deletes finished AnalysisRuns beyond the limits, and those of revisions whose ReplicaSet is gone.
 */
final class RunHistory {

  private static final int DEFAULT_LIMIT = 5;

  private RunHistory() {}

  static void apply(CanaryView view, Draft draft) {
    if (view.snapshot().analysisRuns().isEmpty()) {
      return;
    }
    Set<String> current = current(draft.control());
    Set<String> hashes =
        view.snapshot().replicaSets().stream().map(rs -> rs.hash()).collect(Collectors.toSet());
    List<AnalysisRunFacts> finished =
        view.snapshot().analysisRuns().stream()
            .filter(run -> run.completed() && !current.contains(run.name()))
            .sorted(Comparator.comparing(AnalysisRunFacts::createdAt).reversed())
            .toList();
    finished.stream()
        .filter(run -> !hashes.contains(run.hash()))
        .forEach(run -> delete(draft, run));
    List<AnalysisRunFacts> kept =
        finished.stream().filter(run -> hashes.contains(run.hash())).toList();
    AnalysisRunStrategy limits = view.rollout().spec().analysis();
    Integer successful = limits == null ? null : limits.successfulRunHistoryLimit();
    Integer others = limits == null ? null : limits.unsuccessfulRunHistoryLimit();
    beyond(kept.stream().filter(RunHistory::successful), successful)
        .forEach(run -> delete(draft, run));
    beyond(kept.stream().filter(run -> !successful(run)), others)
        .forEach(run -> delete(draft, run));
  }

  private static Stream<AnalysisRunFacts> beyond(
      Stream<AnalysisRunFacts> newestFirst, @org.jspecify.annotations.Nullable Integer limit) {
    return newestFirst.skip(limit == null ? DEFAULT_LIMIT : limit);
  }

  private static boolean successful(AnalysisRunFacts run) {
    return run.phase().equals("Successful");
  }

  private static void delete(Draft draft, AnalysisRunFacts run) {
    draft.act(new DeleteAnalysisRun(run.name()));
    draft.because("history", "AnalysisRun " + run.name() + " is beyond the history limits");
  }

  private static Set<String> current(Control control) {
    return Stream.of(control.stepRun(), control.backgroundRun())
        .filter(Objects::nonNull)
        .map(RolloutAnalysisRunStatus::name)
        .collect(Collectors.toSet());
  }
}
