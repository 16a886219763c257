package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.ListWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every change of a route's weights, in order, as a watch tells them. */
final class WeightLog implements ListWatch.Handler, AutoCloseable {
  private final String name;
  private final List<String> weights = new CopyOnWriteArrayList<>();
  private final ListWatch watch;

  WeightLog(LiveRoute route) {
    this.name = route.name();
    this.watch =
        ListWatch.start(
            route.namespace().cluster().api(),
            "/apis/%s/namespaces/%s/httproutes"
                .formatted(LiveRoute.GATEWAY, route.namespace().name()),
            this);
  }

  /** Returns the weights of stable and canary, such as {@code 80 20}, each after a change. */
  List<String> weights() {
    return weights;
  }

  @Override
  public void listed(List<JsonNode> objects) {
    objects.forEach(this::changed);
  }

  @Override
  public void changed(JsonNode object) {
    String now = LiveRoute.weights(object);
    boolean ours = object.path("metadata").path("name").asText().equals(name);
    if (ours && (weights.isEmpty() || !weights.getLast().equals(now))) {
      weights.add(now);
    }
  }

  @Override
  public void deleted(JsonNode object) {
    // Nobody deletes it.
  }

  @Override
  public void close() {
    watch.close();
  }
}
