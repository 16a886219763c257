package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The state of a container as its status reports it. */
sealed interface ContainerState {

  /** Not started, or about to be started again. */
  record Waiting(String reason, String message) implements ContainerState {}

  /** Runs. */
  record Running(Instant startedAt) implements ContainerState {}

  /** Ended. */
  record Terminated(
      int exitCode,
      String reason,
      String message,
      Instant startedAt,
      Instant finishedAt,
      String containerId)
      implements ContainerState {

    static Terminated exited(int code, Instant startedAt, Instant finishedAt, String id) {
      return new Terminated(code, code == 0 ? "Completed" : "Error", "", startedAt, finishedAt, id);
    }
  }

  /** Returns the value of {@code state} or {@code lastState}. */
  default JsonNode json() {
    ObjectNode state = Json.object();
    switch (this) {
      case Waiting(String reason, String message) -> {
        ObjectNode waiting = state.putObject("waiting").put("reason", reason);
        putText(waiting, "message", message);
      }
      case Running(Instant startedAt) ->
          state.putObject("running").put("startedAt", seconds(startedAt));
      case Terminated ended -> {
        ObjectNode terminated =
            state
                .putObject("terminated")
                .put("exitCode", ended.exitCode)
                .put("reason", ended.reason)
                .put("startedAt", seconds(ended.startedAt))
                .put("finishedAt", seconds(ended.finishedAt));
        putText(terminated, "message", ended.message);
        putText(terminated, "containerID", ended.containerId);
      }
    }
    return state;
  }

  private static void putText(ObjectNode object, String field, String text) {
    if (!text.isEmpty()) {
      object.put(field, text);
    }
  }

  /** Returns an API time: UTC, whole seconds. */
  static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
