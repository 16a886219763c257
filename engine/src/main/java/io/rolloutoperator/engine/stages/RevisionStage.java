package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.Revisions;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.CreateReplicaSet;
import io.rolloutoperator.engine.plan.Decision;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.Reason;
import io.rolloutoperator.engine.plan.SetRevision;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.plan.UpdateReplicaSet;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A changed template or changed steps start the update anew: the ReplicaSet is made or found, it
 * and the Rollout get the revision's number, and the steering part of the status goes back to the
 * beginning.
 */
public final class RevisionStage implements Stage {

  @Override
  public Optional<Plan> plan(Snapshot snapshot) {
    return switch (snapshot.template()) {
      case TemplateMatch.Missing(String hash) -> Optional.of(create(snapshot, hash));
      case TemplateMatch.Existing(String name) ->
          snapshot.replicaSet(name).flatMap(current -> follow(snapshot, current));
      case TemplateMatch.Rejected _ -> Optional.empty();
    };
  }

  private static Plan create(Snapshot snapshot, String hash) {
    long revision = Revisions.next(snapshot);
    String name = snapshot.rollout().name() + "-" + hash;
    List<PlannedAction> actions = new ArrayList<>(setRevision(snapshot.rollout(), revision));
    actions.add(
        PlannedAction.of(
            new CreateReplicaSet(name, ReplicaSetBlueprint.of(snapshot, name, hash, revision)),
            EventNote.normal(
                "NewReplicaSetCreated",
                "Created ReplicaSet " + name + " (revision " + revision + ")")));
    Decision decision =
        new Decision(
            Restart.control(snapshot, hash),
            Decision.Kind.REVISION_CREATED,
            Optional.empty(),
            Optional.empty(),
            List.of());
    Reason why =
        new Reason("new-revision", "revision " + revision + " begins with ReplicaSet " + name);
    return new Plan(
        actions, new StatusIntent.Decided(decision), List.of(why), Optional.of(Duration.ZERO));
  }

  /**
   * The Rollout gets the number first: that write tells a Rollout that another leader saw changed
   * already, whose old ReplicaSet must not be numbered as the newest.
   */
  private static Optional<Plan> follow(Snapshot snapshot, ReplicaSetFacts current) {
    long revision = Revisions.next(snapshot);
    List<PlannedAction> actions = new ArrayList<>(setRevision(snapshot.rollout(), revision));
    Map<String, String> annotations = RevisionAnnotations.missing(snapshot, current, revision);
    int minReadySeconds = snapshot.rollout().spec().minReadySeconds();
    if (!annotations.isEmpty() || current.minReadySeconds() != minReadySeconds) {
      actions.add(
          PlannedAction.of(new UpdateReplicaSet(current.name(), annotations, minReadySeconds)));
    }
    boolean restart = Restart.due(snapshot, current);
    if (actions.isEmpty() && !restart) {
      return Optional.empty();
    }
    StatusIntent status = restart ? restart(snapshot, current) : new StatusIntent.Keep();
    Reason why =
        new Reason("revision", "revision " + revision + " is ReplicaSet " + current.name());
    return Optional.of(new Plan(actions, status, List.of(why), Optional.of(Duration.ZERO)));
  }

  private static StatusIntent restart(Snapshot snapshot, ReplicaSetFacts current) {
    Control control = Restart.control(snapshot, current.hash());
    return new StatusIntent.Decided(
        new Decision(
            control,
            Decision.Kind.REVISION_FOUND,
            Optional.empty(),
            Optional.empty(),
            Restart.skipped(snapshot, current.hash())));
  }

  private static List<PlannedAction> setRevision(RolloutFacts rollout, long revision) {
    return rollout.revision() == revision
        ? List.of()
        : List.of(
            PlannedAction.of(
                new SetRevision(revision),
                EventNote.normal("RolloutUpdated", "Rollout updated to revision " + revision)));
  }
}
