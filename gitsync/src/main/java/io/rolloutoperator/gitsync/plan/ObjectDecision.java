package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is done about one object, now that the API server has answered. */
sealed interface ObjectDecision {

  /** Nothing: it is as it shall be, or it is left alone. */
  record Nothing() implements ObjectDecision {}

  /** Found in order, to be remembered. */
  record InOrder(AppliedState state) implements ObjectDecision {}

  /** It differs, and that is not repaired. */
  record Drifted() implements ObjectDecision {}

  /** It cannot be written. */
  record Failed(Problem problem) implements ObjectDecision {}

  /** Nothing can be said yet. */
  record Unknown() implements ObjectDecision {}

  /**
   * These writes.
   *
   * @param enough whether the object is as Git wants it afterwards, without another pass
   */
  record Write(List<SyncAction> actions, boolean enough) implements ObjectDecision {}

  /** Decides. */
  static ObjectDecision of(
      PreparedObject object, SyncSnapshot snapshot, Map<ObjectId, DryRun> answers) {
    return switch (object.disposition()) {
      case PreparedObject.Disposition.Refused(Problem problem) -> new Failed(problem);
      case PreparedObject.Disposition.LeftAlone leftAlone -> new Nothing();
      case PreparedObject.Disposition.Waits waits -> new Nothing();
      case PreparedObject.Disposition.HeldBack heldBack -> new Drifted();
      case PreparedObject.Disposition.Settled settled -> new Nothing();
      case PreparedObject.Disposition.Unread unread -> new Unknown();
      case PreparedObject.Disposition.Compared compared ->
          Optional.ofNullable(answers.get(object.id()))
              .map(answer -> answered(object, compared, snapshot, answer))
              .orElseGet(Unknown::new);
    };
  }

  private static ObjectDecision answered(
      PreparedObject object,
      PreparedObject.Disposition.Compared compared,
      SyncSnapshot snapshot,
      DryRun answer) {
    return switch (answer) {
      case DryRun.Accepted(ObjectNode result) -> accepted(object, compared, snapshot, result);
      case DryRun.Immutable immutable -> immutable(object, compared, snapshot);
      case DryRun.NotServed(List<String> served) -> new Failed(notServed(object, served));
      case DryRun.Refused(SyncReason reason, String message) ->
          new Failed(
              object.problem(
                  reason,
                  reason == SyncReason.VALIDATION_FAILED
                      ? "%s (%s): %s".formatted(object.id(), object.manifest().origin(), message)
                      : message));
    };
  }

  private static Problem notServed(PreparedObject object, List<String> served) {
    String message =
        "no matches for kind \"%s\" in version \"%s\"%s"
            .formatted(
                object.id().kind(),
                object.manifest().object().path("apiVersion").asText(),
                served.isEmpty() ? "" : "; served: " + String.join(", ", served));
    return object.problem(SyncReason.VALIDATION_FAILED, message);
  }

  private static ObjectDecision immutable(
      PreparedObject object, PreparedObject.Disposition.Compared compared, SyncSnapshot snapshot) {
    boolean force = snapshot.unit().policies().force() || object.marks().forceEnabled();
    if (!force || object.live().isEmpty()) {
      return new Failed(
          object.problem(
              SyncReason.APPLY_FAILED,
              object.id() + ": field is immutable; set force to recreate the object"));
    }
    if (unrepaired(object, compared, snapshot)) {
      return new Drifted();
    }
    String uid = Metadata.of(object.live().get()).uid();
    return new Write(
        List.of(
            new SyncAction.Recreate(
                object.manifest(compared.merged()), uid, compared.desiredHash())),
        true);
  }

  private static ObjectDecision accepted(
      PreparedObject object,
      PreparedObject.Disposition.Compared compared,
      SyncSnapshot snapshot,
      ObjectNode result) {
    Optional<ArrayNode> adoption =
        object.marks().mode() == ApplyMode.MERGE
            ? Optional.empty()
            : object.live().flatMap(Adoption::patch);
    boolean same =
        object
            .live()
            .filter(
                live -> DriftRule.differences(object.manifest().object(), result, live).isEmpty())
            .isPresent();
    if (same && adoption.isEmpty()) {
      return new InOrder(AppliedState.of(compared.desiredHash(), object.live().orElseThrow()));
    }
    return unrepaired(object, compared, snapshot)
        ? new Drifted()
        : write(object, compared, adoption);
  }

  /** After an adoption the object has another version, so what needs the one read comes next. */
  private static ObjectDecision write(
      PreparedObject object,
      PreparedObject.Disposition.Compared compared,
      Optional<ArrayNode> adoption) {
    Merged merged = compared.merged();
    List<SyncAction> actions = new ArrayList<>();
    String apiVersion = merged.desired().path("apiVersion").asText();
    adoption.ifPresent(patch -> actions.add(new SyncAction.Adopt(object.id(), apiVersion, patch)));
    boolean later = adoption.isPresent() && merged.atReadVersion();
    if (!later) {
      actions.add(
          new SyncAction.Apply(
              object.manifest(merged), object.versionFor(merged), compared.desiredHash()));
    }
    return new Write(actions, !later);
  }

  private static boolean unrepaired(
      PreparedObject object, PreparedObject.Disposition.Compared compared, SyncSnapshot snapshot) {
    return snapshot.unit().policies().drift() != SyncPolicies.DriftCorrection.ENABLED
        && Drift.isOf(snapshot, object.id(), compared.desiredHash());
  }
}
