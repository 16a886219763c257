package io.rolloutoperator.kube.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.prometheus.metrics.model.snapshots.Labels;
import io.rolloutoperator.api.gitsync.QuarantinedRevision;
import java.time.Instant;

/**
 * The state of one GitSync.
 *
 * @param object as it is stored
 * @param lastSuccess when a pass found it ready last; the epoch if none has
 */
public record GitSyncSample(String namespace, String name, JsonNode object, Instant lastSuccess)
    implements ObjectSample {

  @Override
  public String kind() {
    return "GitSync";
  }

  @Override
  public void addTo(ObjectGauges.Series series) {
    JsonNode status = object.path("status");
    Labels labels = Labels.of("namespace", namespace, "name", name);
    series.add(
        "gitsync_info",
        "State of a GitSync.",
        1,
        Labels.of(
            "namespace",
            namespace,
            "name",
            name,
            "front_end",
            "gitsync",
            "ready",
            condition("Ready").path("status").asText("Unknown"),
            "health",
            status.path("health").asText("Unknown"),
            "suspended",
            Boolean.toString(object.at("/spec/suspend").asBoolean())));
    series.add("gitsync_objects", "Objects in Git.", status.at("/objects/total").asInt(), labels);
    series.add("gitsync_quarantined", "Releases that are not started again.", held(status), labels);
    series.add(
        "gitsync_prune_blocked",
        "1 if a guard keeps objects from being deleted.",
        condition("Ready").path("reason").asText().equals("PruneBlocked") ? 1 : 0,
        labels);
    series.add(
        "gitsync_stalled",
        "1 if a person must act.",
        condition("Stalled").path("status").asText().equals("True") ? 1 : 0,
        labels);
    series.add(
        "gitsync_source_ready",
        "0 while the repository cannot be fetched or its commit is not trusted.",
        condition("SourceReady").path("status").asText().equals("False") ? 0 : 1,
        labels);
    series.add(
        "gitsync_last_success_timestamp_seconds",
        "When a pass found it ready last.",
        (double) lastSuccess.getEpochSecond(),
        labels);
  }

  /** Not those that Git has moved on from, or that a person released. */
  private static double held(JsonNode status) {
    long held =
        status
            .path("quarantinedRevisions")
            .valueStream()
            .filter(entry -> QuarantinedRevision.holds(entry.path("state").asText()))
            .count();
    return (double) held;
  }

  private JsonNode condition(String type) {
    for (JsonNode condition : object.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return MissingNode.getInstance();
  }
}
