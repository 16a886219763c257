package io.rolloutoperator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A GitSync as far as its webhook goes. All else is dropped as it comes in: an inventory alone can
 * be larger than this whole process wants to be.
 */
@Group("rollout-operator.io")
@Version("v1alpha1")
@Kind("GitSync")
@Plural("gitsyncs")
final class WatchedGitSync extends CustomResource<JsonNode, JsonNode> implements Namespaced {

  private static final long serialVersionUID = 1L;

  @Override
  public void setMetadata(ObjectMeta metadata) {
    metadata.setManagedFields(List.of());
    metadata.setAnnotations(null);
    super.setMetadata(metadata);
  }

  @Override
  public void setSpec(JsonNode spec) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    kept.putObject("repo").set("webhook", spec.path("repo").path("webhook"));
    super.setSpec(kept);
  }

  @Override
  public void setStatus(JsonNode status) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    super.setStatus(kept.put("webhookPath", status.path("webhookPath").asText("")));
  }

  @Override
  protected @Nullable JsonNode initSpec() {
    return null;
  }

  @Override
  protected @Nullable JsonNode initStatus() {
    return null;
  }
}
