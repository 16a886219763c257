package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * One release as it is seen by watching the API.
 *
 * @param version the new version
 * @param since when it was asked for
 * @param generation the Rollout's generation that asks for it
 */
record Release(String version, Instant since, long generation, Timeline timeline) {

  /** Whether all have the new version, or it was taken back. */
  boolean ended() {
    return promoted() || aborted();
  }

  boolean promoted() {
    JsonNode status = status();
    return status.path("phase").asText().equals("Healthy")
        && status.path("stableRS").asText().equals(status.path("currentPodHash").asText("?"));
  }

  boolean aborted() {
    return status().path("abort").asBoolean();
  }

  /** The phase's message in the operator's words. */
  String message() {
    return status().path("message").asText();
  }

  /** The hash that tells the new version's pods; empty before the operator saw the manifest. */
  String hash() {
    return status().path("currentPodHash").asText();
  }

  /** The hash that tells the pods of the version before. */
  String stableHash() {
    return status().path("stableRS").asText();
  }

  /** The weight changes of this release. */
  List<WeightChange> changes() {
    return timeline.weights().stream().filter(c -> c.seen().isAfter(since)).toList();
  }

  private JsonNode status() {
    return timeline.status(generation);
  }
}
