package io.rolloutoperator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** One run of metrics. Spec and status are raw trees: read them with {@link Decoder}. */
@Group(ApiGroup.GROUP)
@Version(ApiGroup.VERSION)
@Kind("AnalysisRun")
@Plural("analysisruns")
@Singular("analysisrun")
@ShortNames("ar")
public final class AnalysisRun extends CustomResource<JsonNode, JsonNode> implements Namespaced {

  @Override
  protected @Nullable JsonNode initSpec() {
    return null;
  }

  @Override
  protected @Nullable JsonNode initStatus() {
    return null;
  }
}
