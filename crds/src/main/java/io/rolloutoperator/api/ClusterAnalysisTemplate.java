package io.rolloutoperator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/**
 * Metrics to measure, for use in all namespaces. Spec and status are raw trees: read them with
 * {@link Decoder}.
 */
@Group(ApiGroup.GROUP)
@Version(ApiGroup.VERSION)
@Kind("ClusterAnalysisTemplate")
@Plural("clusteranalysistemplates")
@Singular("clusteranalysistemplate")
@ShortNames("cat")
public final class ClusterAnalysisTemplate extends CustomResource<JsonNode, JsonNode> {

  @Override
  protected @Nullable JsonNode initSpec() {
    return null;
  }

  @Override
  protected @Nullable JsonNode initStatus() {
    return null;
  }
}
