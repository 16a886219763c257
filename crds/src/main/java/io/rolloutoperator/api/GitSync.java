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

/**
 * A folder of a Git repository that the cluster is kept equal to. Spec and status are raw trees:
 * read them with {@link Decoder}.
 */
@Group(ApiGroup.OPERATOR_GROUP)
@Version(ApiGroup.VERSION)
@Kind("GitSync")
@Plural("gitsyncs")
@Singular("gitsync")
@ShortNames("gsync")
public final class GitSync extends CustomResource<JsonNode, JsonNode> implements Namespaced {

  @Override
  protected @Nullable JsonNode initSpec() {
    return null;
  }

  @Override
  protected @Nullable JsonNode initStatus() {
    return null;
  }
}
