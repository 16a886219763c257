package io.rolloutoperator.kubectl.action;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.view.At;

/**
 * The object that holds a Rollout's pod template: itself, or the Deployment it refers to.
 *
 * @param tree as it was read
 */
record TemplateOwner(ObjectRef ref, JsonNode tree) {

  static TemplateOwner of(ObjectRef rollout, JsonNode tree, Cluster cluster) throws CommandFailure {
    JsonNode workload = At.node(tree, "spec", "workloadRef");
    if (!workload.isObject()) {
      return new TemplateOwner(rollout, tree);
    }
    String kind = At.text(workload, "kind");
    if (!kind.equals(Kind.DEPLOYMENT.name())) {
      throw new Refusal(
          "rollout \"%s\" takes its pods from %s \"%s\": change that one"
              .formatted(rollout.name(), kind, At.text(workload, "name")));
    }
    ObjectRef deployment =
        new ObjectRef(Kind.DEPLOYMENT, rollout.namespace(), At.text(workload, "name"));
    return new TemplateOwner(deployment, cluster.get(deployment));
  }
}
