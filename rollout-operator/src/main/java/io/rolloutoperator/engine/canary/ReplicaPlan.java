package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.ReplicaProgressThreshold;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.ScaleReplicaSet;
import io.rolloutoperator.engine.replicas.BasicCanary;
import io.rolloutoperator.engine.replicas.DesiredCounts;
import io.rolloutoperator.engine.replicas.OldReplicaSet;
import io.rolloutoperator.engine.replicas.ProgressThreshold;
import io.rolloutoperator.engine.replicas.ReplicaCounts;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import org.jspecify.annotations.Nullable;

/**
 * Sizes the ReplicaSets: stable, then current, then the others, and stops after the first that
 * changed. The next pass plans from what became of it, so that no two writes depend on the same
 * observation.
 */
final class ReplicaPlan {

  private ReplicaPlan() {}

  /** A halted update keeps its pods, whatever the step says. */
  static void apply(CanaryView view, Draft draft) {
    if (view.rollout().spec().paused()) {
      draft.because("halted", "spec.paused: nothing is scaled");
      return;
    }
    if (Pauses.find(draft.control(), Pauses.INCONCLUSIVE).isPresent()) {
      draft.because("halted", "an inconclusive analysis: nothing is scaled");
      return;
    }
    if (!draft.abortedNow()) {
      scale(view, draft);
    }
  }

  /**
   * Sizes the ReplicaSets whether the update is halted or not; used alone after {@code
   * spec.replicas} changed.
   */
  static void scale(CanaryView view, Draft draft) {
    DesiredCounts desired = desired(view, draft.control());
    view.otherStable().ifPresent(stable -> size(view, draft, stable, desired.stable()));
    if (!draft.scaled()) {
      sizeCurrent(view, draft, desired.canary());
    }
    if (!draft.scaled()) {
      OldReplicaSets.apply(view, draft);
    }
  }

  /** Whether the pods that the current step wants are there. */
  static boolean atDesired(CanaryView view, Control control) {
    return view.routed()
        ? Routed.atDesired(view, control)
        : basic(view, control).atDesired(threshold(view));
  }

  /** Whether the current revision has the pods to carry everything. */
  static boolean enoughForPromotion(CanaryView view) {
    return switch (threshold(view)) {
      case ProgressThreshold.All() ->
          view.current().counts().availableWithinSpec() == view.replicas();
      case ProgressThreshold.Percent _, ProgressThreshold.Pods _ ->
          view.current().availableReplicas() >= threshold(view).required(view.replicas());
    };
  }

  static ProgressThreshold threshold(CanaryView view) {
    ReplicaProgressThreshold threshold = view.strategy().replicaProgressThreshold();
    if (threshold == null) {
      return new ProgressThreshold.All();
    }
    return threshold.type().equals("Pods")
        ? new ProgressThreshold.Pods(threshold.value())
        : new ProgressThreshold.Percent(threshold.value());
  }

  static BasicCanary basic(CanaryView view, Control control) {
    return new BasicCanary(
        view.replicas(),
        view.limits(),
        EffectiveWeight.of(view, control),
        view.current().counts(),
        stableCounts(view),
        view.others().stream()
            .map(rs -> new OldReplicaSet(rs.name(), rs.revision(), rs.counts()))
            .toList());
  }

  /** Sets the size of a ReplicaSet and the notes that go with it. Only a changed size is told. */
  static void resize(
      CanaryView view, Draft draft, ReplicaSetFacts rs, int replicas, @Nullable String deadline) {
    ScaleReplicaSet action = new ScaleReplicaSet(rs.name(), replicas, view.replicas(), deadline);
    if (replicas == rs.specReplicas()) {
      draft.act(action);
      return;
    }
    String text =
        "Scaled "
            + (replicas > rs.specReplicas() ? "up" : "down")
            + " ReplicaSet "
            + rs.name()
            + " (revision "
            + rs.revision()
            + ") from "
            + rs.specReplicas()
            + " to "
            + replicas;
    draft.act(action, EventNote.normal("ScalingReplicaSet", text));
    draft.because("scale", text);
    draft.scales();
  }

  private static void sizeCurrent(CanaryView view, Draft draft, int desired) {
    if (view.routed() && draft.control().abort()) {
      AbortedCanary.apply(view, draft, desired);
    } else {
      size(view, draft, view.current(), desired);
    }
  }

  /** A ReplicaSet in use waits for no scale-down any more. */
  static void size(CanaryView view, Draft draft, ReplicaSetFacts rs, int wanted) {
    int replicas = kept(view, draft, rs, wanted);
    boolean noted =
        (rs.specReplicas() == 0 && replicas == 0)
            || Annotations.number(rs.annotations(), Annotations.DESIRED_REPLICAS)
                == view.replicas();
    if (rs.specReplicas() != replicas || !noted || rs.scaleDownDeadline().isPresent()) {
      resize(view, draft, rs, replicas, null);
    }
  }

  /**
   * What a ReplicaSet is sized to at least: nobody loses pods that its traffic needs, or may need
   * as long as the router has not confirmed the last weights.
   */
  static int kept(CanaryView view, Draft draft, ReplicaSetFacts rs, int wanted) {
    if (!view.routed() || wanted >= rs.specReplicas()) {
      return wanted;
    }
    if (TrafficPlan.underWay(view, draft)) {
      draft.because("still-referenced", rs.name() + " may still get traffic: it keeps its pods");
      return rs.specReplicas();
    }
    return Math.max(wanted, Math.min(rs.specReplicas(), Routed.need(view, draft.control(), rs)));
  }

  private static DesiredCounts desired(CanaryView view, Control control) {
    return view.routed() ? Routed.canary(view, control).desired() : basic(view, control).next();
  }

  private static @Nullable ReplicaCounts stableCounts(CanaryView view) {
    return view.otherStable().map(ReplicaSetFacts::counts).orElse(null);
  }
}
