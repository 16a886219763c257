package io.rolloutoperator.engine.stages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.template.TolerantTemplate;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.OwnerReference;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.Objects;

/**
 * The ReplicaSet of a new revision: the Rollout's template and selector with the hash, and no pods
 * yet.
 */
public final class ReplicaSetBlueprint {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ReplicaSetBlueprint() {}

  /** The whole object as it is to be created. */
  public static ObjectNode of(Snapshot snapshot, String name, String hash, long revision) {
    RolloutFacts rollout = snapshot.rollout();
    ObjectNode template = template(rollout, hash);
    ObjectNode replicaSet = JSON.objectNode();
    replicaSet.put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    ObjectNode metadata = replicaSet.putObject("metadata");
    metadata.put("name", name).put("namespace", rollout.namespace());
    metadata.set("labels", template.path("metadata").path("labels").deepCopy());
    ObjectNode annotations = metadata.putObject("annotations");
    RevisionAnnotations.inherited(snapshot).forEach(annotations::put);
    annotations.put(Annotations.DESIRED_REPLICAS, Integer.toString(rollout.replicas()));
    annotations.put(Annotations.REVISION, Long.toString(revision));
    metadata.set("ownerReferences", JSON.arrayNode().add(OwnerReference.of(rollout)));
    ObjectNode spec = replicaSet.putObject("spec");
    spec.put("replicas", 0).put("minReadySeconds", rollout.spec().minReadySeconds());
    spec.set("selector", selector(rollout, hash));
    spec.set("template", template);
    return replicaSet;
  }

  private static ObjectNode template(RolloutFacts rollout, String hash) {
    ObjectNode template =
        TolerantTemplate.of(written(rollout)) instanceof ObjectNode tree
            ? tree.deepCopy()
            : JSON.objectNode();
    template.withObject("/metadata/labels").put(Annotations.POD_TEMPLATE_HASH, hash);
    return template;
  }

  private static JsonNode written(RolloutFacts rollout) {
    return Objects.requireNonNullElse(rollout.spec().template(), JSON.objectNode());
  }

  private static JsonNode selector(RolloutFacts rollout, String hash) {
    ObjectNode selector =
        rollout.tree().path("spec").path("selector") instanceof ObjectNode tree
            ? tree.deepCopy()
            : JSON.objectNode();
    selector.withObject("/matchLabels").put(Annotations.POD_TEMPLATE_HASH, hash);
    return selector;
  }
}
