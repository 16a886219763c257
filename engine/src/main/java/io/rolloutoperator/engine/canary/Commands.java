package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.RollbackWindow;
import io.rolloutoperator.engine.plan.Control;
import java.time.Instant;
import java.util.List;

/** What users wrote into status and spec, turned into what it means for this pass. */
final class Commands {

  private Commands() {}

  static void apply(CanaryView view, Draft draft) {
    dropAbortOfStable(view, draft);
    abort(view, draft);
    promoteFull(view, draft);
    rollBackWithinWindow(view, draft);
    retry(draft);
    forgetResumedPause(view, draft);
  }

  /**
   * The stable revision cannot be aborted: a promotion or a rollback made the command meaningless.
   */
  private static void dropAbortOfStable(CanaryView view, Draft draft) {
    if (view.fullyPromoted() && draft.control().abort()) {
      draft.control(draft.control().withAbort(false, null));
    }
  }

  /** Nothing waits in an aborted update. */
  private static void abort(CanaryView view, Draft draft) {
    Control control = draft.control();
    if (control.abort()) {
      Instant since = control.abortedAt();
      draft.control(
          control
              .withAbort(true, since == null ? view.snapshot().now() : since)
              .withPauses(List.of(), false));
    }
  }

  private static void promoteFull(CanaryView view, Draft draft) {
    if (!draft.control().promoteFull()) {
      return;
    }
    Control control = draft.control().withAbort(false, null).withPauses(List.of(), false);
    draft.control(view.steps().isEmpty() ? control : control.withStepIndex(view.steps().size()));
    draft.because(
        "promote-full", "a full promotion was requested: pauses, analysis and steps are skipped");
  }

  private static void rollBackWithinWindow(CanaryView view, Draft draft) {
    boolean skips =
        RollbackWindow.contains(view.snapshot(), view.current()) && !draft.control().abort();
    if (skips && !view.steps().isEmpty()) {
      draft.control(
          draft.control().withPauses(List.of(), false).withStepIndex(view.steps().size()));
      draft.because("rollback-window", "a rollback within the window skips steps and analysis");
    }
  }

  /** Runs of the aborted try judge nobody any more, even if no status has forgotten them yet. */
  private static void retry(Draft draft) {
    Control control = draft.control();
    if (!control.abort() && control.abortedAt() != null) {
      draft.control(control.withAbort(false, null).withStepRun(null).withBackgroundRun(null));
      draft.because("retry", "the aborted update is tried again");
    }
  }

  /**
   * A user cleared the last pause. At a pause step that ends the step, which then drops the mark.
   * Elsewhere the pause came from an inconclusive analysis and the mark has served its purpose once
   * a new run was asked for. While {@code spec.paused} holds, the mark stays, or the second half of
   * one promotion would be lost.
   */
  private static void forgetResumedPause(CanaryView view, Draft draft) {
    Control control = draft.control();
    if (!Pauses.resumed(control) || view.rollout().spec().paused()) {
      return;
    }
    boolean atPause = view.currentStep(control).filter(Pauses::isPause).isPresent();
    if (!atPause) {
      draft.control(control.withPauses(List.of(), false));
      draft.because("resumed", "a person resumed the update");
    }
  }
}
