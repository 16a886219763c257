package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.RollbackWindow;
import io.rolloutoperator.engine.plan.Completion;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.EventNote;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the current revision the stable one when everything before is done and all its pods are
 * available.
 */
final class PromotionPlan {

  private PromotionPlan() {}

  static void apply(CanaryView view, Draft draft) {
    Control control = draft.control();
    if (view.fullyPromoted()) {
      draft.control(settle(view, control));
      return;
    }
    if (!ready(view, draft, control)) {
      return;
    }
    how(view, control).ifPresent(completion -> promote(view, draft, completion));
  }

  private static boolean ready(CanaryView view, Draft draft, Control control) {
    if (control.abort()
        || (view.rollout().spec().paused() && !control.promoteFull() && !view.firstDeploy())) {
      return false;
    }
    if (justSeen(view) || oldPodsAreLeft(view, draft)) {
      return false;
    }
    if (!ReplicaPlan.enoughForPromotion(view)) {
      return false;
    }
    boolean allTraffic =
        !view.routed()
            || view.firstDeploy()
            || control.promoteFull()
            || view.replicas() == 0
            || Serving.serves(view, draft, view.maxWeight());
    if (!allTraffic && view.currentStep(control).isEmpty()) {
      draft.because(
          "waiting-for-traffic",
          "end of rollout, desired weight " + view.maxWeight() + " not yet verified");
    }
    return allTraffic;
  }

  /** A new Rollout is seen Progressing before it is seen done, even if it wants no pods. */
  private static boolean justSeen(CanaryView view) {
    return view.rollout().status().phase().isEmpty();
  }

  /** The pass that ends the last step leaves the old pods to the next one, which then promotes. */
  private static boolean oldPodsAreLeft(CanaryView view, Draft draft) {
    boolean stepEnded = !Objects.equals(view.control().stepIndex(), draft.control().stepIndex());
    return stepEnded
        && !draft.control().promoteFull()
        && !view.routed()
        && view.otherStable().filter(stable -> stable.specReplicas() > 0).isPresent();
  }

  private static Optional<Completion> how(CanaryView view, Control control) {
    if (view.firstDeploy()) {
      return Optional.of(new Completion.InitialDeploy());
    }
    if (control.promoteFull()) {
      return Optional.of(new Completion.FullPromotion());
    }
    if (RollbackWindow.contains(view.snapshot(), view.current())) {
      return Optional.of(new Completion.RollbackWithinWindow());
    }
    return view.currentStep(control).isEmpty()
        ? Optional.of(new Completion.AllSteps(view.steps().size()))
        : Optional.empty();
  }

  private static void promote(CanaryView view, Draft draft, Completion completion) {
    String text =
        "Rollout completed update to revision "
            + view.current().revision()
            + " ("
            + view.current().hash()
            + "): "
            + completion.text();
    draft.control(settle(view, draft.control().withStableHash(view.current().hash())));
    draft.complete(completion);
    draft.tell(EventNote.normal("RolloutCompleted", text));
    draft.because("promoted", text);
    draft.lookAgainIn(Duration.ZERO);
  }

  /** The stable revision has no step, no pause, no request and no run left. */
  private static Control settle(CanaryView view, Control control) {
    Control settled =
        control
            .withPauses(List.of(), false)
            .withPromoteFull(false)
            .withStepRun(null)
            .withBackgroundRun(null);
    return view.steps().isEmpty()
        ? settled.withStepIndex(null)
        : settled.withStepIndex(view.steps().size());
  }
}
