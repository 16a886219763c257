package io.rolloutoperator.kubectl.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.view.At;

/**
 * {@code GET api/namespaces}: the namespaces to choose from; none for whom the cluster does not let
 * list them, who can still write a name.
 */
final class NamespacesEndpoint implements Endpoint {

  private static final Kind NAMESPACE = new Kind("", "v1", "namespaces", "Namespace", false);

  private final Clusters clusters;

  NamespacesEndpoint(Clusters clusters) {
    this.clusters = clusters;
  }

  @Override
  public Answer answer(Call call, String body) throws CommandFailure {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode names = json.putArray("names");
    try (Cluster cluster = clusters.open()) {
      cluster.list(Selection.of(NAMESPACE, "")).items().stream()
          .map(At::name)
          .sorted()
          .forEach(names::add);
    } catch (ApiFailure e) {
      if (!e.forbidden()) {
        throw e;
      }
    }
    return Answer.json(200, json);
  }
}
