package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.load.LoadGenerator;
import io.rolloutoperator.testkit.load.LoadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One release as it is seen from outside: by watching the API, and by the clients' answers.
 *
 * @param version the new version
 * @param since when its manifest was applied
 * @param generation the Rollout's generation that asks for it
 */
record Release(
    String version, Instant since, long generation, Timeline timeline, LoadGenerator load) {

  /** A proxy needs a moment for a new weight; shares are measured after it. */
  private static final Duration SETTLE = Duration.ofMillis(500);

  /** Whether all have the new version, or it was taken back. */
  boolean ended() {
    return promoted() || aborted();
  }

  boolean promoted() {
    JsonNode status = status();
    return observed()
        && status.path("phase").asText().equals("Healthy")
        && status.path("stableRS").asText().equals(status.path("currentPodHash").asText("?"));
  }

  boolean aborted() {
    return observed() && status().path("abort").asBoolean();
  }

  /** Phase and message in the operator's words. */
  String message() {
    return status().path("message").asText();
  }

  /** The steps so far; the last one goes on until {@code now} if it is still there. */
  List<StepRow> rows(Instant now) {
    List<WeightChange> changes = changes();
    List<StepRow> rows = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).weight() > 0) {
        rows.add(row(changes.get(i), end(changes, i, now)));
      }
    }
    return rows;
  }

  /** The weight changes of this release. */
  List<WeightChange> changes() {
    return timeline.weights().stream().filter(c -> c.seen().isAfter(since)).toList();
  }

  /** All requests since the release began. */
  LoadReport requests(Instant until) {
    return load.between(since, until);
  }

  /**
   * After full promotion the route's weight is 0 again, and the stable Service is the new version.
   */
  private static Instant end(List<WeightChange> changes, int index, Instant now) {
    return index + 1 == changes.size() || changes.get(index).weight() == 100
        ? now
        : changes.get(index + 1).seen();
  }

  private StepRow row(WeightChange change, Instant end) {
    return new StepRow(
        change.weight(),
        version,
        load.between(change.seen(), end),
        load.between(change.seen().plus(SETTLE), end),
        success(change.seen(), end));
  }

  private OptionalDouble success(Instant from, Instant to) {
    return timeline.measurementsSince(from).stream()
        .filter(m -> !m.seen().isAfter(to.plus(SETTLE)))
        .map(Measured::number)
        .filter(OptionalDouble::isPresent)
        .reduce((first, second) -> second)
        .orElse(OptionalDouble.empty());
  }

  private boolean observed() {
    return status().path("observedGeneration").asText().equals(Long.toString(generation));
  }

  private JsonNode status() {
    return timeline.rollout().path("status");
  }
}
