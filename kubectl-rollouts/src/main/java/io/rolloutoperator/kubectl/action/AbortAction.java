package io.rolloutoperator.kubectl.action;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.change.Abort;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.util.Optional;

/** Traffic and pods go back to the stable version. */
public record AbortAction() implements RolloutAction {

  @Override
  public String on(ObjectRef rollout, Cluster cluster) throws CommandFailure {
    Optional<String> refusal = readable(rollout, cluster).flatMap(Abort::refusal);
    if (refusal.isPresent()) {
      throw new Refusal(refusal.get());
    }
    StatusPatch.of(Abort.PATCH).send(rollout, cluster);
    return "rollout '" + rollout.name() + "' aborted";
  }

  /** Who may abort need not be allowed to read. */
  private static Optional<JsonNode> readable(ObjectRef rollout, Cluster cluster)
      throws CommandFailure {
    try {
      return Optional.of(cluster.get(rollout));
    } catch (ApiFailure e) {
      if (e.forbidden()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
