package io.rolloutoperator.kubectl.action;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.change.Undo;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.view.Revisions;
import java.util.List;

/**
 * Puts the pod template of an earlier revision back.
 *
 * @param revision its number, at least 1; 0 for the one before the newest
 */
public record UndoAction(int revision) implements RolloutAction {

  @Override
  public String on(ObjectRef rollout, Cluster cluster) throws CommandFailure {
    JsonNode tree = cluster.get(rollout);
    List<JsonNode> owned = OwnedReplicaSets.of(tree, cluster);
    JsonNode target =
        Undo.target(owned, revision).orElseThrow(() -> new Refusal(missing(rollout.name())));
    TemplateOwner owner = TemplateOwner.of(rollout, tree, cluster);
    JsonNode template = Undo.template(target);
    if (Undo.isCurrent(owner.tree(), template)) {
      return "skipped rollback (current template already matches revision %d)"
          .formatted(Revisions.of(target));
    }
    cluster.edit(owner.ref(), Undo.patch(template));
    return "rollout '" + rollout.name() + "' undo";
  }

  private String missing(String name) {
    return revision > 0
        ? "unable to find specified revision %d in history".formatted(revision)
        : "no revision found for rollout \"%s\"".formatted(name);
  }
}
