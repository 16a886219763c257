package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the API server told about one Rollout, its route and its analyses, with the times at which
 * it was seen. Filled by watches; all times are this machine's, so that they compare with those of
 * the clients' requests.
 */
final class Timeline {

  private final List<WeightChange> weights = new ArrayList<>();
  private final List<Measured> measurements = new ArrayList<>();
  private final Map<String, Integer> measurementsOf = new HashMap<>();
  private final Map<String, JsonNode> runs = new HashMap<>();
  private final Map<Long, JsonNode> statuses = new HashMap<>();
  private final Map<Long, Instant> aborts = new HashMap<>();
  private JsonNode rollout = MissingNode.getInstance();

  /** The Rollout as it was last seen. */
  synchronized JsonNode rollout() {
    return rollout;
  }

  /**
   * The last status that the operator wrote for a generation of the Rollout; missing if there is
   * none. A later generation does not take it away.
   */
  synchronized JsonNode status(long generation) {
    return statuses.getOrDefault(generation, MissingNode.getInstance());
  }

  /**
   * When the release of a generation was first seen to be aborted.
   *
   * @throws StoryException if it was not
   */
  synchronized Instant abortedAt(long generation) {
    Instant seen = aborts.get(generation);
    if (seen == null) {
      throw new StoryException("generation %d was not aborted".formatted(generation));
    }
    return seen;
  }

  /** The image that a Rollout asks for. */
  static String image(JsonNode rollout) {
    return rollout
        .path("spec")
        .path("template")
        .path("spec")
        .path("containers")
        .path(0)
        .path("image")
        .asText();
  }

  synchronized List<WeightChange> weights() {
    return List.copyOf(weights);
  }

  /** The measurements of all AnalysisRuns seen since then. */
  synchronized List<Measured> measurementsSince(Instant since) {
    return measurements.stream().filter(m -> !m.seen().isBefore(since)).toList();
  }

  /** The AnalysisRun as it was last seen. */
  synchronized JsonNode run(String name) {
    return runs.getOrDefault(name, MissingNode.getInstance());
  }

  synchronized void rollout(JsonNode object) {
    rollout = object;
    JsonNode status = object.path("status");
    long generation = status.path("observedGeneration").asLong();
    statuses.put(generation, status);
    if (status.path("abort").asBoolean()) {
      aborts.putIfAbsent(generation, Instant.now());
    }
  }

  synchronized void route(JsonNode object) {
    Json.elements(object.path("spec").path("rules"))
        .flatMap(rule -> Json.elements(rule.path("backendRefs")))
        .filter(backend -> backend.path("name").asText().endsWith("-canary"))
        .map(backend -> backend.path("weight").asInt())
        .findFirst()
        .ifPresent(this::weight);
  }

  /** The share that is asked for the new version right now, per cent. */
  synchronized void weight(int asked) {
    if (weights.isEmpty() || weights.getLast().weight() != asked) {
      weights.add(new WeightChange(Instant.now(), asked));
    }
  }

  synchronized void run(JsonNode object) {
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
