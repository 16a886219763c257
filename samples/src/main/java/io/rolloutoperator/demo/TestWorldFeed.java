package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.ListWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Fills a timeline from the test world: one Rollout, its route, the analyses. */
final class TestWorldFeed implements AutoCloseable {

  private final List<ListWatch> watches = new ArrayList<>();

  private TestWorldFeed() {}

  /**
   * Starts to follow the Rollout, the HTTPRoute of the same name and all AnalysisRuns of the
   * namespace.
   */
  static TestWorldFeed start(Timeline timeline, Api api, String namespace, String name) {
    TestWorldFeed feed = new TestWorldFeed();
    String argo = "/apis/argoproj.io/v1alpha1/namespaces/" + namespace;
    String routes = "/apis/gateway.networking.k8s.io/v1/namespaces/" + namespace + "/httproutes";
    String byName = "?fieldSelector=metadata.name=" + name;
    feed.watch(api, argo + "/rollouts" + byName, timeline::rollout);
    feed.watch(api, routes + byName, timeline::route);
    feed.watch(api, argo + "/analysisruns", timeline::run);
    return feed;
  }

  @Override
  public void close() {
    watches.forEach(ListWatch::close);
  }

  private void watch(Api api, String path, Consumer<JsonNode> seen) {
    watches.add(
        ListWatch.start(
            api,
            path,
            new ListWatch.Handler() {
              @Override
              public void listed(List<JsonNode> objects) {
                objects.forEach(seen);
              }

              @Override
              public void changed(JsonNode object) {
                seen.accept(object);
              }

              @Override
              public void deleted(JsonNode object) {}
            }));
  }
}
