package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.ApiGroup;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what synchronisation needs to know of the trees of Rollouts. */
final class Rollouts {

  private Rollouts() {}

  static boolean isRollout(ObjectId id) {
    return id.kind().equals("Rollout") && id.group().equals(ApiGroup.GROUP);
  }

  static JsonNode canary(JsonNode rollout) {
    return rollout.path("spec").path("strategy").path("canary");
  }

  static JsonNode blueGreen(JsonNode rollout) {
    return rollout.path("spec").path("strategy").path("blueGreen");
  }

  /** Hash of the template that is being rolled out, or that was last. */
  static String currentHash(JsonNode rollout) {
    return rollout.path("status").path("currentPodHash").asText();
  }

  /** Hash of the template that traffic can rely on; empty before the first one. */
  static String stableHash(JsonNode rollout) {
    return rollout.path("status").path("stableRS").asText();
  }

  static String phase(JsonNode rollout) {
    return rollout.path("status").path("phase").asText();
  }

  /** Whether the update to the current template was given up. */
  static boolean aborted(JsonNode rollout) {
    return rollout.path("status").path("abort").asBoolean(false)
        && !currentHash(rollout).isEmpty()
        && !currentHash(rollout).equals(stableHash(rollout));
  }

  /** All Services whose selectors or weights the Rollout moves. */
  static List<String> services(JsonNode rollout) {
    JsonNode canary = canary(rollout);
    JsonNode blueGreen = blueGreen(rollout);
    return Stream.of(
            canary.path("stableService"),
            canary.path("canaryService"),
            canary.path("pingPong").path("pingService"),
            canary.path("pingPong").path("pongService"),
            blueGreen.path("activeService"),
            blueGreen.path("previewService"))
        .map(JsonNode::asText)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** The object that has the pod template, if the Rollout only refers to it. */
  static Optional<ObjectId> workload(JsonNode rollout) {
    JsonNode ref = rollout.path("spec").path("workloadRef");
    if (ref.path("name").asText().isEmpty()) {
      return Optional.empty();
    }
    String apiVersion = ref.path("apiVersion").asText();
    int slash = apiVersion.indexOf('/');
    return Optional.of(
        new ObjectId(
            slash < 0 ? "" : apiVersion.substring(0, slash),
            ref.path("kind").asText(),
            ObjectId.of(rollout).namespace(),
            ref.path("name").asText()));
  }

  /** A pause that only a person ends, or an update that nobody drives on. */
  static boolean pausedWithoutEnd(ObjectNode rollout) {
    if (!phase(rollout).equals("Paused")) {
      return false;
    }
    if (rollout.path("spec").path("paused").asBoolean(false)) {
      return true;
    }
    for (JsonNode condition : rollout.path("status").path("pauseConditions")) {
      if (endless(rollout, condition.path("reason").asText())) {
        return true;
      }
    }
    return false;
  }

  private static boolean endless(ObjectNode rollout, String reason) {
    return switch (reason) {
      case "CanaryPauseStep" -> {
        int index = rollout.path("status").path("currentStepIndex").asInt(0);
        yield !canary(rollout).path("steps").path(index).path("pause").hasNonNull("duration");
      }
      case "BlueGreenPause" -> blueGreen(rollout).path("autoPromotionSeconds").asInt(0) <= 0;
      default -> true;
    };
  }
}
