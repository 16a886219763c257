package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ListWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the API server told about one Rollout, its route and its analyses, with the times at which
 * it was seen. Filled by watches; all times are this machine's, so that they compare with those of
 * the clients' requests.
 */
final class Timeline implements AutoCloseable {

  private final List<ListWatch> watches = new ArrayList<>();
  private final List<WeightChange> weights = new ArrayList<>();
  private final List<Measured> measurements = new ArrayList<>();
  private final Map<String, Integer> measurementsOf = new HashMap<>();
  private final Map<String, JsonNode> runs = new HashMap<>();
  private JsonNode rollout = MissingNode.getInstance();

  private Timeline() {}

  /**
   * Starts to follow the Rollout, the HTTPRoute of the same name and all AnalysisRuns of the
   * namespace.
   */
  static Timeline follow(Api api, String namespace, String name) {
    Timeline timeline = new Timeline();
    String argo = "/apis/argoproj.io/v1alpha1/namespaces/" + namespace;
    String routes = "/apis/gateway.networking.k8s.io/v1/namespaces/" + namespace + "/httproutes";
    String byName = "?fieldSelector=metadata.name=" + name;
    timeline.watch(api, argo + "/rollouts" + byName, timeline::rollout);
    timeline.watch(api, routes + byName, timeline::route);
    timeline.watch(api, argo + "/analysisruns", timeline::run);
    return timeline;
  }

  /** The Rollout as it was last seen. */
  synchronized JsonNode rollout() {
    return rollout;
  }

  synchronized List<WeightChange> weights() {
    return List.copyOf(weights);
  }

  /** The canary weight of the route as it is now; 0 before the route was seen. */
  synchronized int weight() {
    return weights.isEmpty() ? 0 : weights.getLast().weight();
  }

  /** The measurements of all AnalysisRuns seen since then. */
  synchronized List<Measured> measurementsSince(Instant since) {
    return measurements.stream().filter(m -> !m.seen().isBefore(since)).toList();
  }

  /** The AnalysisRun as it was last seen. */
  synchronized JsonNode run(String name) {
    return runs.getOrDefault(name, MissingNode.getInstance());
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

  private synchronized void rollout(JsonNode object) {
    rollout = object;
  }

  private synchronized void route(JsonNode object) {
    Json.elements(object.path("spec").path("rules"))
        .flatMap(rule -> Json.elements(rule.path("backendRefs")))
        .filter(backend -> backend.path("name").asText().endsWith("-canary"))
        .map(backend -> backend.path("weight").asInt())
        .findFirst()
        .filter(weight -> weights.isEmpty() || weights.getLast().weight() != weight)
        .ifPresent(weight -> weights.add(new WeightChange(Instant.now(), weight)));
  }

  private synchronized void run(JsonNode object) {
    String name = object.path("metadata").path("name").asText();
    runs.put(name, object);
    for (JsonNode metric : object.path("status").path("metricResults")) {
      addNew(name, metric);
    }
  }

  /**
   * Of a long run only the last ten measurements are kept in the status; the counts tell how many
   * are new.
   */
  private void addNew(String run, JsonNode metric) {
    String key = run + "/" + metric.path("name").asText();
    int count = counted(metric);
    List<JsonNode> kept =
        Json.elements(metric.path("measurements")).filter(Timeline::finished).toList();
    int fresh = Math.min(kept.size(), count - measurementsOf.getOrDefault(key, 0));
    for (JsonNode m : kept.subList(kept.size() - Math.max(0, fresh), kept.size())) {
      measurements.add(
          new Measured(
              Instant.now(),
              run,
              metric.path("name").asText(),
              m.path("phase").asText(),
              m.path("value").asText()));
    }
    measurementsOf.put(key, count);
  }

  private static int counted(JsonNode metric) {
    return metric.path("successful").asInt()
        + metric.path("failed").asInt()
        + metric.path("inconclusive").asInt()
        + metric.path("error").asInt();
  }

  private static boolean finished(JsonNode measurement) {
    return measurement.hasNonNull("finishedAt");
  }
}
