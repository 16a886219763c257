package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a Rollout waits for, until when, and what comes then.
 *
 * @param waiting for what; empty if for nothing
 * @param end when it comes; empty if that is open
 * @param deadline when the Rollout counts as Degraded if it has not come; empty if never
 * @param next what happens then, or what a person can do
 */
public record Outlook(
    Optional<String> waiting, Optional<Instant> end, Optional<Instant> deadline, String next) {

  private static final int DEADLINE_SECONDS = 600;
  private static final String KUBECTL = "kubectl rollouts ";

  public static Outlook of(RolloutObjects objects) {
    return new Reader(objects, false).outlook();
  }

  /** The same for who has just read why: nothing sends there again. */
  static Outlook ofExplained(RolloutObjects objects) {
    return new Reader(objects, true).outlook();
  }

  private static Outlook person(String what, String next) {
    return new Outlook(Optional.of(what), Optional.empty(), Optional.empty(), next);
  }

  private static Outlook nothing(String next) {
    return new Outlook(Optional.empty(), Optional.empty(), Optional.empty(), next);
  }

  /** Reads one Rollout. */
  private static final class Reader {
    private final RolloutObjects objects;
    private final JsonNode rollout;
    private final JsonNode status;
    private final String name;
    private final CanarySteps steps;
    private final boolean explained;

    Reader(RolloutObjects objects, boolean explained) {
      this.objects = objects;
      this.rollout = objects.rollout();
      this.status = rollout.path("status");
      this.name = At.name(rollout);
      this.steps = CanarySteps.of(rollout);
      this.explained = explained;
    }

    Outlook outlook() {
      Phase phase = Phase.of(rollout);
      if (At.flag(rollout, "spec", "paused")) {
        return person(
            "a person: it was paused by hand", KUBECTL + "promote " + name + " resumes it");
      }
      if (!status.path("pauseConditions").isEmpty()) {
        return paused(status.path("pauseConditions").path(0));
      }
      if (phase.healthy()) {
        return nothing("nothing: it is done");
      }
      return phase.degraded() ? degraded(phase) : progressing(phase);
    }

    private Outlook paused(JsonNode pause) {
      String reason = At.text(pause, "reason");
      Optional<Instant> start = At.time(pause, "startTime");
      if (reason.startsWith("Inconclusive")) {
        return person(
            "a person: an analysis could not decide",
            afterWhy("%spromote %s or abort %s".formatted(KUBECTL, name, name)));
      }
      Optional<Duration> length =
          reason.equals("BlueGreenPause")
              ? At.number(rollout, "spec", "strategy", "blueGreen", "autoPromotionSeconds")
                  .filter(seconds -> seconds > 0)
                  .map(Duration::ofSeconds)
              : steps.pause();
      Optional<Instant> end = start.flatMap(from -> length.map(from::plus));
      return end.isPresent()
          ? new Outlook(Optional.of("the end of the pause"), end, Optional.empty(), afterThisStep())
          : person(
              "a person to promote or abort it",
              "%s; %spromote %s".formatted(afterThisStep(), KUBECTL, name));
    }

    private String afterThisStep() {
      if (steps.count() == 0) {
        return "the new version takes over";
      }
      return steps
          .label(steps.index() + 1)
          .map(label -> "step %d, %s".formatted(steps.index() + 2, label))
          .orElse("all traffic to the new version");
    }

    private Outlook degraded(Phase phase) {
      if (At.flag(status, "abort")) {
        String next = "a new version, or %sretry rollout %s".formatted(KUBECTL, name);
        return nothing(explained ? next : next + "; %swhy %s".formatted(KUBECTL, name));
      }
      if (phase.message().startsWith("InvalidSpec")) {
        return person("a valid spec", "correct the field that the message names");
      }
      return person("a repair", afterWhy("a new version or %sabort %s".formatted(KUBECTL, name)));
    }

    private String afterWhy(String next) {
      return explained ? next : "%swhy %s, then %s".formatted(KUBECTL, name, next);
    }

    private Outlook progressing(Phase phase) {
      Optional<String> analysis = runningAnalysis();
      if (analysis.isPresent()) {
        return new Outlook(analysis, Optional.empty(), Optional.empty(), afterThisStep());
      }
      JsonNode weights = status.path("canary").path("weights");
      if (weights.path("verified").isBoolean() && !weights.path("verified").asBoolean()) {
        return new Outlook(
            Optional.of("the router to confirm the weight"),
            Optional.empty(),
            whenDegraded(),
            afterThisStep());
      }
      String what = phase.message().isEmpty() ? "pods" : what(phase.message());
      String behind = podsBehind().map(pods -> what + ": " + pods).orElse(what);
      return new Outlook(Optional.of(behind), Optional.empty(), whenDegraded(), afterThisStep());
    }

    private static String what(String message) {
      String prefix = "waiting for ";
      return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private Optional<String> podsBehind() {
      return Revisions.withHash(objects.replicaSets(), At.text(status, "currentPodHash"))
          .filter(
              set ->
                  At.count(set, "status", "availableReplicas") < At.count(set, "spec", "replicas"))
          .map(
              set ->
                  "%d of %d pods of the new version are available"
                      .formatted(
                          At.count(set, "status", "availableReplicas"),
                          At.count(set, "spec", "replicas")));
    }

    private Optional<String> runningAnalysis() {
      if (steps.current().map(step -> !step.has("analysis")).orElse(true)) {
        return Optional.empty();
      }
      String run = At.text(status, "canary", "currentStepAnalysisRunStatus", "name");
      return Optional.of(run.isEmpty() ? "the analysis to begin" : "the analysis " + run);
    }

    /** When the Rollout becomes Degraded if nothing moves. */
    private Optional<Instant> whenDegraded() {
      int seconds = At.number(rollout, "spec", "progressDeadlineSeconds").orElse(DEADLINE_SECONDS);
      return status
          .path("conditions")
          .valueStream()
          .filter(condition -> At.text(condition, "type").equals("Progressing"))
          .findFirst()
          .flatMap(condition -> At.time(condition, "lastUpdateTime"))
          .map(update -> update.plusSeconds(seconds));
    }
  }
}
