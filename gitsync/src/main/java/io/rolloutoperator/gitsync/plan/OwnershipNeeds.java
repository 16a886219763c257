package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.List;

/**
 * Whose owners of fields must be known before a commit is written. A list that an account may not
 * read is no empty list: it does without only where nothing of the commit can be owned by what is
 * on it. One answer for each merge of {@link OwnershipMerge}.
 *
 * @param rollouts whether Rollouts must be known: for routes, Services, replicas and Rollouts
 * @param scalers whether HorizontalPodAutoscalers and ScaledObjects must be known: for replicas
 */
public record OwnershipNeeds(boolean rollouts, boolean scalers) {

  /** What a commit needs. */
  public static OwnershipNeeds of(List<Manifest> manifests) {
    boolean scaled = manifests.stream().anyMatch(one -> hasReplicas(one.object()));
    boolean released = manifests.stream().map(Manifest::id).anyMatch(OwnershipNeeds::released);
    return new OwnershipNeeds(released || scaled, scaled);
  }

  private static boolean hasReplicas(ObjectNode object) {
    return object.path("spec").has("replicas");
  }

  private static boolean released(ObjectId id) {
    return Rollouts.isRollout(id)
        || id.group().equals(RouteFields.GROUP)
        || (id.kind().equals("Service") && id.group().isEmpty());
  }
}
