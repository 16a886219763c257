package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.ScaleReplicaSet;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.validation.DistrustedInput;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans the size of one ReplicaSet. */
final class Sizing {

  private Sizing() {}

  /**
   * Sets the size of a ReplicaSet and the notes that go with it. Told are a changed size, and a
   * noted deadline that made no sense: it is gone with this write.
   */
  static void resize(
      CanaryView view, Draft draft, ReplicaSetFacts rs, int replicas, @Nullable String deadline) {
    ScaleReplicaSet action = new ScaleReplicaSet(rs.name(), replicas, view.replicas(), deadline);
    List<EventNote> told = new ArrayList<>(distrusted(view, rs));
    if (replicas != rs.specReplicas()) {
      String text = changed(rs, replicas);
      told.addFirst(EventNote.normal("ScalingReplicaSet", text));
      draft.because("scale", text);
      draft.scales();
    }
    draft.act(action, told.toArray(EventNote[]::new));
  }

  private static List<EventNote> distrusted(CanaryView view, ReplicaSetFacts rs) {
    boolean trusted = view.delays().deadline(rs, view.snapshot().now()).isPresent();
    return DistrustedInput.deadlineWarnings(rs.annotations(), trusted)
        .map(text -> EventNote.warning(DistrustedInput.EVENT, text))
        .toList();
  }

  private static String changed(ReplicaSetFacts rs, int replicas) {
    return "Scaled "
        + (replicas > rs.specReplicas() ? "up" : "down")
        + " ReplicaSet "
        + rs.name()
        + " (revision "
        + rs.revision()
        + ") from "
        + rs.specReplicas()
        + " to "
        + replicas;
  }

  /** Notes until when a ReplicaSet keeps its pods; the note knows whole seconds only. */
  static void keepFor(CanaryView view, Draft draft, ReplicaSetFacts rs, int seconds) {
    Instant now = view.snapshot().now();
    Instant until = now.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
    resize(view, draft, rs, rs.specReplicas(), until.toString());
    draft.lookAgainIn(Duration.between(now, until));
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
    if (Serving.underWay(view, draft)) {
      draft.because("still-referenced", rs.name() + " may still get traffic: it keeps its pods");
      return rs.specReplicas();
    }
    return Math.max(wanted, Math.min(rs.specReplicas(), Routed.need(view, draft.control(), rs)));
  }
}
