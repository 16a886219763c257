package io.rolloutoperator.kube.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.rolloutoperator.api.ApiGroup;
import org.jspecify.annotations.Nullable;

/**
 * An Experiment as far as the metrics go: its name, its version and its phase. All else is dropped
 * as it comes in, since each of its templates is as large as a pod's.
 */
@Group(ApiGroup.GROUP)
@Version(ApiGroup.VERSION)
@Kind("Experiment")
@Plural("experiments")
final class WatchedExperiment extends CustomResource<JsonNode, JsonNode> implements Namespaced {

  private static final long serialVersionUID = 1L;

  private String phase = "";

  /** What its status says; empty if it says nothing. */
  String phase() {
    return phase;
  }

  /** Keeps what a watch needs. */
  @Override
  public void setMetadata(ObjectMeta metadata) {
    ObjectMeta kept = new ObjectMeta();
    kept.setNamespace(metadata.getNamespace());
    kept.setName(metadata.getName());
    kept.setResourceVersion(metadata.getResourceVersion());
    super.setMetadata(kept);
  }

  @Override
  public void setSpec(JsonNode spec) {
    // is not kept
  }

  @Override
  public void setStatus(JsonNode status) {
    phase = status.path("phase").asText("");
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
