package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.At;

/**
 * The object that holds a Rollout's pod template: itself, or the Deployment it refers to.
 *
 * @param tree as it was read
 */
record TemplateOwner(ObjectRef ref, JsonNode tree) {

  static TemplateOwner of(Session session, ObjectRef rollout) throws CommandFailure {
    JsonNode tree = session.cluster().get(rollout);
    JsonNode workload = At.node(tree, "spec", "workloadRef");
    if (!workload.isObject()) {
      return new TemplateOwner(rollout, tree);
    }
    String kind = At.text(workload, "kind");
    if (!kind.equals(Kind.DEPLOYMENT.name())) {
      throw new CommandFailure(
          "rollout \"%s\" takes its pods from %s \"%s\": change that one"
              .formatted(rollout.name(), kind, At.text(workload, "name")));
    }
    ObjectRef deployment =
        new ObjectRef(Kind.DEPLOYMENT, rollout.namespace(), At.text(workload, "name"));
    return new TemplateOwner(deployment, session.cluster().get(deployment));
  }
}
