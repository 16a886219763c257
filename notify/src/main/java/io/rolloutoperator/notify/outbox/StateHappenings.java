package io.rolloutoperator.notify.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What has happened to a Rollout, read from its state: what a crash cannot lose, as the next
 * process reads the same. Only what is young counts, so that a subscription does not bring the
 * history, and neither does a controller that takes over from another one.
 */
public final class StateHappenings {

  /** Longer than any failover, shorter than people's patience with old news. */
  private static final Duration YOUNG = Duration.ofMinutes(10);

  private static final String OF_RUNS = "AnalysisRun";

  /** Reasons of Events that the state tells too. */
  private static final Set<String> REASONS =
      Set.of("RolloutAborted", "RolloutCompleted", "RolloutPaused");

  private StateHappenings() {}

  /** Whether Events of this reason are covered by the state. */
  public static boolean covers(String reason) {
    return REASONS.contains(reason) || reason.startsWith(OF_RUNS);
  }

  /**
   * What is young.
   *
   * @param rollout whole
   * @param analysisRuns that it owns, whole, in any order
   */
  public static List<Happening> of(JsonNode rollout, List<JsonNode> analysisRuns, Instant now) {
    List<Dated> found = new ArrayList<>();
    analysisRuns.forEach(run -> ofRun(run, found));
    JsonNode status = rollout.path("status");
    aborted(status).ifPresent(found::add);
    paused(status).ifPresent(found::add);
    completed(status).ifPresent(found::add);
    return found.stream()
        .filter(each -> each.at.isAfter(now.minus(YOUNG)))
        .sorted(Comparator.comparing(Dated::at))
        .map(Dated::happening)
        .toList();
  }

  private record Dated(Happening happening, Instant at) {}

  private static Optional<Dated> aborted(JsonNode status) {
    String at = status.path("abortedAt").asText("");
    return status.path("abort").asBoolean() ? dated("RolloutAborted", at, at) : Optional.empty();
  }

  private static Optional<Dated> paused(JsonNode status) {
    String since = status.path("pauseConditions").path(0).path("startTime").asText("");
    return dated("RolloutPaused", since, since);
  }

  /** Once in a revision, however often it gets healthy again. */
  private static Optional<Dated> completed(JsonNode status) {
    return Stream.iterate(0, i -> i < status.path("conditions").size(), i -> i + 1)
        .map(status.path("conditions")::path)
        .filter(condition -> condition.path("type").asText().equals("Completed"))
        .filter(condition -> condition.path("status").asText().equals("True"))
        .findFirst()
        .flatMap(
            condition ->
                dated("RolloutCompleted", "", condition.path("lastTransitionTime").asText("")));
  }

  private static void ofRun(JsonNode run, List<Dated> found) {
    String name = run.path("metadata").path("name").asText();
    JsonNode status = run.path("status");
    String phase = status.path("phase").asText("");
    dated(OF_RUNS + "Running", name, status.path("startedAt").asText("")).ifPresent(found::add);
    if (Set.of("Successful", "Failed", "Error", "Inconclusive").contains(phase)) {
      dated(OF_RUNS + phase, name, status.path("completedAt").asText("")).ifPresent(found::add);
    }
  }

  private static Optional<Dated> dated(String reason, String occurrence, String at) {
    try {
      return at.isEmpty()
          ? Optional.empty()
          : Optional.of(new Dated(new Happening(reason, occurrence), Instant.parse(at)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
