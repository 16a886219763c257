package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.PauseLength;
import io.rolloutoperator.api.StepIndex;
import io.rolloutoperator.api.StepWeights;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a canary and where it stands among them.
 *
 * @param index of the current step, 0 to the number of steps, which means that all are done
 */
public record CanarySteps(List<JsonNode> steps, int index) {

  private static final int ALL = 100;

  private static final List<String> KINDS =
      List.of(
          "setWeight",
          "pause",
          "analysis",
          "experiment",
          "setCanaryScale",
          "setHeaderRoute",
          "setMirrorRoute",
          "plugin");

  public CanarySteps {
    steps = List.copyOf(steps);
  }

  /** Of a Rollout; an index outside counts as none. */
  public static CanarySteps of(JsonNode rollout) {
    List<JsonNode> steps =
        At.node(rollout, "spec", "strategy", "canary", "steps").valueStream().toList();
    int written = At.number(rollout, "status", "currentStepIndex").orElse(0);
    return new CanarySteps(steps, StepIndex.within(written, steps.size()));
  }

  public int count() {
    return steps.size();
  }

  public boolean done() {
    return index >= steps.size();
  }

  /** The step to be completed; empty once all are done. */
  public Optional<JsonNode> current() {
    return done() ? Optional.empty() : Optional.of(steps.get(index));
  }

  /** A step in words, by its index; empty behind the last. */
  public Optional<String> label(int at) {
    return at >= 0 && at < steps.size() ? Optional.of(label(steps.get(at))) : Optional.empty();
  }

  /** A step in the words of the Event RolloutStepCompleted. */
  static String label(JsonNode step) {
    String kind = KINDS.stream().filter(step::has).findFirst().orElse("a step of a newer version");
    JsonNode value = step.path(kind);
    return switch (kind) {
      case "setWeight" -> "setWeight: " + value.asText();
      case "pause" -> value.has("duration") ? "pause: " + value.path("duration").asText() : kind;
      case "setCanaryScale" -> kind + scale(value);
      case "setHeaderRoute", "setMirrorRoute", "plugin" -> kind + ": " + At.text(value, "name");
      default -> kind;
    };
  }

  private static String scale(JsonNode scale) {
    return scale.properties().stream()
        .findFirst()
        .map(field -> "{" + field.getKey() + ": " + field.getValue().asText() + "}")
        .orElse("");
  }

  /** The share of traffic that the steps up to the current one ask for. */
  public int setWeight(boolean aborted, int weightOfAll) {
    StepWeights weights =
        new StepWeights(steps.size(), at -> At.number(steps.get(at), "setWeight"));
    return aborted ? 0 : weights.inForce(index, weightOfAll);
  }

  /** The weight of all traffic. */
  static int weightOfAll(JsonNode rollout) {
    return At.number(rollout, "spec", "strategy", "canary", "trafficRouting", "maxTrafficWeight")
        .orElse(ALL);
  }

  /** How long the current step pauses; empty if it is no pause or waits for a person. */
  public Optional<Duration> pause() {
    return current().map(step -> At.node(step, "pause", "duration")).flatMap(CanarySteps::duration);
  }

  /** Seconds, seconds as text, or a Go duration. */
  static Optional<Duration> duration(JsonNode written) {
    if (written.isIntegralNumber()) {
      return Optional.of(Duration.ofSeconds(written.asLong()));
    }
    return PauseLength.ofText(written.asText(""));
  }

  /** {@code ▕██████░░░░▏}, filled by the steps that are done. */
  public String bar(int width) {
    int filled = steps.isEmpty() ? width : width * index / steps.size();
    return "▕" + "█".repeat(filled) + "░".repeat(width - filled) + "▏";
  }
}
