package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.PauseCondition;
import io.rolloutoperator.api.rollout.RolloutAnalysisRunStatus;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.steps.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Starts pauses and completes steps: one step in a pass at most. */
final class StepPlan {

  private StepPlan() {}

  static void apply(CanaryView view, Draft draft) {
    Control control = draft.control();
    if (control.abort()) {
      draft.control(control.withStepIndex(view.steps().isEmpty() ? null : 0));
      return;
    }
    Optional<Step> step = view.currentStep(control);
    boolean waits =
        view.rollout().spec().paused()
            || view.firstDeploy()
            || view.fullyPromoted()
            || Pauses.find(control, Pauses.INCONCLUSIVE).isPresent();
    if (waits || step.isEmpty()) {
      return;
    }
    if (complete(view, draft, step.get())) {
      advance(view, draft, step.get());
    }
  }

  /** Whether the step is done; says why if it is not. */
  private static boolean complete(CanaryView view, Draft draft, Step step) {
    return switch (step) {
      case Step.SetWeight(int weight) -> podsAndTrafficAreThere(view, draft, "weight " + weight);
      case Step.SetCanaryScale _ -> podsAndTrafficAreThere(view, draft, "the canary's size");
      case Step.Analysis _ -> analysisSucceeded(view, draft);
      case Step.Pause pause -> pauseIsOver(view, draft, pause);
    };
  }

  private static boolean podsAndTrafficAreThere(CanaryView view, Draft draft, String what) {
    if (draft.scaled() || !ReplicaPlan.atDesired(view, draft.control())) {
      draft.because("waiting-for-pods", "the pods for " + what + " are not all there");
      return false;
    }
    // Where nobody wants pods the canary is never given a weight.
    boolean weighted = view.routed() && view.replicas() > 0;
    if (weighted && !Serving.serves(view, draft, EffectiveWeight.of(view, draft.control()))) {
      draft.because("waiting-for-traffic", "the router does not serve " + what + " yet");
      return false;
    }
    return true;
  }

  private static boolean analysisSucceeded(CanaryView view, Draft draft) {
    RolloutAnalysisRunStatus ref = draft.control().stepRun();
    boolean successful = ref != null && RunState.of(view, ref).phase().equals("Successful");
    if (!successful) {
      draft.because("waiting-for-analysis", "the step's analysis has not succeeded yet");
    }
    return successful;
  }

  private static boolean pauseIsOver(CanaryView view, Draft draft, Step.Pause pause) {
    Control control = draft.control();
    if (Pauses.resumed(control)) {
      return true;
    }
    Instant now = view.snapshot().now();
    Optional<Instant> since = Pauses.find(control, Pauses.STEP).map(PauseCondition::startTime);
    if (since.isEmpty()) {
      begin(draft, pause, now);
      return false;
    }
    if (pause.length().isEmpty()) {
      draft.because("paused", "paused until a person promotes");
      return false;
    }
    Duration left =
        Duration.between(now, since.get().plus(pause.length().get()))
            .plus(view.snapshot().jumps().ignoredSince(since.get()));
    if (left.isPositive()) {
      draft.because("paused", "paused for another " + left.toSeconds() + " s");
      draft.lookAgainIn(left);
      return false;
    }
    return true;
  }

  /**
   * A pause begins in the pass that reaches it. Between two pauses the Rollout is seen Progressing,
   * though: watchers count pauses.
   */
  private static void beginPause(Draft draft, Step next, Instant now) {
    if (next instanceof Step.Pause pause) {
      begin(draft, pause, now);
    }
  }

  /** The status knows whole seconds only: rounded up, so that no pause is shorter than it says. */
  private static void begin(Draft draft, Step.Pause pause, Instant now) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    Instant start = second.equals(now) ? now : second.plusSeconds(1);
    draft.control(Pauses.add(draft.control(), Pauses.STEP, start));
    draft.because("pause", pause.label());
    pause
        .length()
        .ifPresent(length -> draft.lookAgainIn(Duration.between(now, start.plus(length))));
  }

  private static void advance(CanaryView view, Draft draft, Step step) {
    int next = view.stepIndex(draft.control()) + 1;
    Control control = Pauses.endStep(draft.control()).withStepIndex(next).withStepRun(null);
    draft.control(control);
    String text =
        "Rollout step " + next + "/" + view.steps().size() + " completed (" + step.label() + ")";
    draft.tell(EventNote.normal("RolloutStepCompleted", text));
    draft.because("step-completed", text);
    if (!Pauses.isPause(step)) {
      view.currentStep(control)
          .ifPresent(following -> beginPause(draft, following, view.snapshot().now()));
    }
    draft.lookAgainIn(Duration.ZERO);
  }
}
