package io.rolloutoperator.engine.canary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.analysis.core.Resolution;
import io.rolloutoperator.api.rollout.RolloutAnalysis;
import io.rolloutoperator.api.rollout.RolloutAnalysisBackground;
import io.rolloutoperator.api.rollout.RolloutAnalysisRunStatus;
import io.rolloutoperator.api.rollout.RolloutDuration;
import io.rolloutoperator.engine.RollbackWindow;
import io.rolloutoperator.engine.analysis.RunKind;
import io.rolloutoperator.engine.analysis.RunRequest;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.CreateAnalysisRun;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.TerminateAnalysisRun;
import io.rolloutoperator.engine.snapshot.AnalysisRunFacts;
import io.rolloutoperator.engine.steps.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates the AnalysisRuns that the update wants now, follows their phases, terminates those it
 * does not want.
 */
final class AnalysisRunPlan {

  private static final Duration REPAIR_AGAIN = Duration.ofSeconds(10);

  private AnalysisRunPlan() {}

  static void apply(CanaryView view, Draft draft) {
    Control control = draft.control();
    boolean none =
        control.abort()
            || control.promoteFull()
            || view.firstDeploy()
            || view.fullyPromoted()
            || RollbackWindow.contains(view.snapshot(), view.current());
    if (none) {
      RolloutAnalysisRunStatus step = told(view, draft, control.stepRun(), "Step");
      RolloutAnalysisRunStatus background =
          told(view, draft, control.backgroundRun(), "Background");
      // The status that says why the update is aborted also shows the run; the next one forgets it.
      draft.control(
          draft.abortedNow()
              ? control.withStepRun(step).withBackgroundRun(background)
              : control.withStepRun(null).withBackgroundRun(null));
    } else {
      draft.control(draft.control().withStepRun(stepRun(view, draft)));
      draft.control(draft.control().withBackgroundRun(backgroundRun(view, draft)));
    }
    terminateOthers(view, draft);
    RunHistory.apply(view, draft);
  }

  private static @Nullable RolloutAnalysisRunStatus stepRun(CanaryView view, Draft draft) {
    Control control = draft.control();
    int index = view.stepIndex(control);
    Optional<RolloutAnalysis> analysis =
        view.currentStep(control)
            .flatMap(
                step ->
                    step instanceof Step.Analysis wanted
                        ? Optional.of(wanted.analysis())
                        : Optional.empty());
    if (analysis.isEmpty()) {
      return null;
    }
    RolloutAnalysisRunStatus ref = control.stepRun();
    if (ref != null && !view.belongsToStep(ref, index)) {
      ref = null;
    }
    return current(view, draft, ref, RunKind.step(index), analysis.get());
  }

  private static @Nullable RolloutAnalysisRunStatus backgroundRun(CanaryView view, Draft draft) {
    RolloutAnalysisBackground background = view.strategy().analysis();
    if (background == null) {
      return null;
    }
    Integer start = background.startingStep();
    if (view.stepIndex(draft.control()) < (start == null ? 0 : start)) {
      return null;
    }
    return current(
        view, draft, draft.control().backgroundRun(), RunKind.background(), background.analysis());
  }

  /** The run that stands, with its phase of now, or a new one. */
  private static @Nullable RolloutAnalysisRunStatus current(
      CanaryView view,
      Draft draft,
      @Nullable RolloutAnalysisRunStatus ref,
      RunKind kind,
      RolloutAnalysis analysis) {
    RunState state = ref == null ? null : RunState.of(view, ref);
    if (ref != null && state != null && state.lost()) {
      draft.because(
          "analysis-lost", "AnalysisRun " + ref.name() + " was deleted: another one begins");
      return start(view, draft, kind, analysis, null);
    }
    if (ref != null && state != null && !answered(view, state)) {
      return told(view, draft, ref, kind.title());
    }
    if (!draft.control().pauses().isEmpty() && ref == null && kind.waitsWhilePaused()) {
      return null;
    }
    told(view, draft, ref, kind.title());
    return start(view, draft, kind, analysis, ref);
  }

  /** An inconclusive run that a person answered with going on. */
  private static boolean answered(CanaryView view, RunState state) {
    return state.phase().equals("Inconclusive") && Pauses.resumed(view.control());
  }

  /** Nothing is asked twice: a run that was made, and never noted in a status, is the new one. */
  private static @Nullable RolloutAnalysisRunStatus start(
      CanaryView view,
      Draft draft,
      RunKind kind,
      RolloutAnalysis analysis,
      @Nullable RolloutAnalysisRunStatus before) {
    RunRequest request = RunRequest.of(view.snapshot(), view.current(), kind, analysis);
    Optional<AnalysisRunFacts> begun =
        view.snapshot().analysisRuns().stream()
            .filter(run -> request.names().include(run.name()) && !run.terminating())
            .filter(run -> !run.completed() || unnoted(view, run, before))
            .findFirst();
    if (begun.isPresent()) {
      draft.because("analysis-adopted", "AnalysisRun " + begun.get().name() + " was already begun");
      RolloutAnalysisRunStatus ref = new RolloutAnalysisRunStatus(begun.get().name(), "", "");
      if (begun.get().completed()) {
        draft.lookAgainIn(Duration.ZERO); // its verdict is the next pass's
      }
      return told(view, draft, ref, kind.title());
    }
    return create(draft, kind, request);
  }

  /**
   * Whether a run that came to its end belongs to this very update and to no earlier question of
   * it: it was made after both began. Times are whole seconds; in doubt it is asked again.
   */
  private static boolean unnoted(
      CanaryView view, AnalysisRunFacts run, @Nullable RolloutAnalysisRunStatus before) {
    RolloutDuration update = view.rollout().status().duration();
    Instant began = update == null ? null : update.rolloutStartedAt();
    if (update == null || began == null || update.finishedAt() != null) {
      return false;
    }
    Instant asked =
        before == null
            ? began
            : view.snapshot()
                .analysisRun(before.name())
                .map(AnalysisRunFacts::createdAt)
                .orElse(Instant.MAX);
    return run.createdAt().isAfter(began) && run.createdAt().isAfter(asked);
  }

  private static @Nullable RolloutAnalysisRunStatus create(
      Draft draft, RunKind kind, RunRequest request) {
    List<String> names = request.freeNames();
    String name = names.getFirst();
    return switch (request.body(name)) {
      case Resolution.Unresolved<ObjectNode>(String problem) -> {
        draft.because("analysis-impossible", kind.title() + " AnalysisRun: " + problem);
        draft.lookAgainIn(REPAIR_AGAIN);
        yield null;
      }
      case Resolution.Resolved<ObjectNode>(ObjectNode body) -> {
        draft.act(new CreateAnalysisRun(name, body, names.subList(1, names.size())));
        draft.because("analysis", kind.title() + " AnalysisRun " + name + " begins");
        yield new RolloutAnalysisRunStatus(name, "", "");
      }
    };
  }

  /** The reference with the run's phase of now; a changed phase is told. */
  private static @Nullable RolloutAnalysisRunStatus told(
      CanaryView view, Draft draft, @Nullable RolloutAnalysisRunStatus ref, String title) {
    if (ref == null) {
      return null;
    }
    Optional<AnalysisRunFacts> run = view.snapshot().analysisRun(ref.name());
    if (run.isEmpty() || run.get().phase().isEmpty() || run.get().phase().equals(ref.status())) {
      return ref;
    }
    String phase = run.get().phase();
    String text =
        title
            + " Analysis Run '"
            + ref.name()
            + "' Status New: '"
            + phase
            + "' Previous: '"
            + ref.status()
            + "'";
    boolean bad = phase.equals("Failed") || phase.equals("Error");
    String reason = "AnalysisRun" + phase;
    draft.tell(bad ? EventNote.warning(reason, text) : EventNote.normal(reason, text));
    return new RolloutAnalysisRunStatus(ref.name(), phase, run.get().message());
  }

  private static void terminateOthers(CanaryView view, Draft draft) {
    for (AnalysisRunFacts run : view.snapshot().analysisRuns()) {
      boolean wanted =
          isRef(draft.control().stepRun(), run) || isRef(draft.control().backgroundRun(), run);
      if (!wanted && !run.completed() && !run.terminating()) {
        draft.act(new TerminateAnalysisRun(run.name()));
        draft.because("analysis-terminated", "AnalysisRun " + run.name() + " is no longer wanted");
      }
    }
  }

  private static boolean isRef(@Nullable RolloutAnalysisRunStatus ref, AnalysisRunFacts run) {
    return ref != null && ref.name().equals(run.name());
  }
}
