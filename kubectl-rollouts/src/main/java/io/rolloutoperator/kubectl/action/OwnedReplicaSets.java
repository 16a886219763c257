package io.rolloutoperator.kubectl.action;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.LabelSelectors;
import java.util.List;

/** The revisions of a Rollout that are kept. */
public final class OwnedReplicaSets {

  private OwnedReplicaSets() {}

  /** Those that it selects and owns, in any order. */
  public static List<JsonNode> of(JsonNode rollout, Cluster cluster) throws CommandFailure {
    String selector = LabelSelectors.text(At.node(rollout, "spec", "selector"));
    return cluster
        .list(Selection.labelled(Kind.REPLICA_SET, At.namespace(rollout), selector))
        .items()
        .stream()
        .filter(set -> At.isOwnedBy(set, At.uid(rollout)))
        .toList();
  }
}
