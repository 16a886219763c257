package io.rolloutoperator.kubectl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.json.Yaml;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Objects of a file, and changes to them for the case at hand. */
public final class World {

  /** What the clock says in all tests. */
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  static final Path TESTDATA = Path.of("src", "test", "resources", "testdata");

  private final List<JsonNode> objects;

  private World(List<JsonNode> objects) {
    this.objects = objects;
  }

  /** A Rollout {@code shop} in namespace {@code prod}: a canary that pauses at its second step. */
  public static World paused() {
    return of("paused");
  }

  public static World of(String name) {
    try {
      return new World(
          Yaml.documents(Files.readString(TESTDATA.resolve("worlds").resolve(name + ".yaml"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects of another file, too. */
  public World and(String name) {
    List<JsonNode> more = new ArrayList<>(objects);
    more.addAll(of(name).objects);
    return new World(more);
  }

  public List<JsonNode> all() {
    return objects;
  }

  public List<JsonNode> ofKind(String kind) {
    return objects.stream().filter(object -> At.text(object, "kind").equals(kind)).toList();
  }

  public ObjectNode rollout() {
    return (ObjectNode) ofKind("Rollout").getFirst();
  }

  public ObjectNode spec() {
    return (ObjectNode) rollout().path("spec");
  }

  public ObjectNode status() {
    return (ObjectNode) rollout().path("status");
  }

  public RolloutObjects objects() {
    return new RolloutObjects(
        rollout(),
        ofKind("ReplicaSet"),
        ofKind("Pod"),
        ofKind("AnalysisRun"),
        ofKind("Experiment"),
        ofKind("Job"),
        List.of());
  }

  /** The canary has ended: all traffic and the name "stable" are the new version's. */
  public World promoted() {
    status().put("phase", "Healthy").put("message", "").put("currentStepIndex", 4);
    status().put("stableRS", "6f7d9c").put("controllerPause", false);
    status().remove("pauseConditions");
    return this;
  }

  /** Aborted by its analysis. */
  public World aborted() {
    String why =
        "Rollout aborted update to revision 4: Background analysis phase error/failed: Metric"
            + " \"success-rate\" assessed Failed due to failed (3) > failureLimit (2)";
    status().put("phase", "Degraded").put("message", "RolloutAborted: " + why);
    status().put("abort", true).put("abortedAt", "2026-03-01T11:59:00Z");
    status().put("currentStepIndex", 0).put("controllerPause", false);
    status().remove("pauseConditions");
    status().withObject("/canary/currentBackgroundAnalysisRunStatus").put("status", "Failed");
    ofKind("AnalysisRun").forEach(run -> failed(((ObjectNode) run).withObject("/status")));
    return this;
  }

  /** As a run ends whose first metric failed more often than it may. */
  private static void failed(ObjectNode run) {
    String why = "failed (3) > failureLimit (2)";
    run.put("phase", "Failed");
    run.put("message", "Metric \"success-rate\" assessed Failed due to " + why);
    ObjectNode metric = (ObjectNode) run.withArray("metricResults").get(0);
    metric.put("phase", "Failed").put("message", why);
    metric.put("count", 6).put("failed", 3);
    ArrayNode measurements = metric.withArray("measurements");
    for (int more = 0; more < 2; more++) {
      measurements.addObject().put("phase", "Failed").put("value", "[0.904]");
    }
    for (int at = 0; at < measurements.size(); at++) {
      ((ObjectNode) measurements.get(at))
          .put("startedAt", "2026-03-01T11:5%d:00Z".formatted(at + 5));
    }
    ((ObjectNode) run.withArray("metricResults").get(1)).put("phase", "Successful");
  }

  /** At a step that runs, not paused. */
  public World progressing() {
    status().put("phase", "Progressing").put("message", "more replicas need to be updated");
    status().put("currentStepIndex", 2).put("controllerPause", false);
    status().remove("pauseConditions");
    return this;
  }
}
