package io.rolloutoperator.gitsync.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.OneLine;
import java.util.Optional;

/**
 * One entry of a list of conditions.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param message one line, see {@link OneLine}
 * @param generation the one it is about; empty if it does not say
 */
record Condition(String status, String reason, String message, Optional<Long> generation) {

  /** The condition of a type in {@code parent.conditions}. */
  static Optional<Condition> find(JsonNode parent, String type) {
    for (JsonNode condition : parent.path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(of(condition));
      }
    }
    return Optional.empty();
  }

  private static Condition of(JsonNode condition) {
    JsonNode generation = condition.path("observedGeneration");
    return new Condition(
        condition.path("status").asText(),
        condition.path("reason").asText(),
        OneLine.clean(condition.path("message").asText(), Health.LONGEST_MESSAGE),
        generation.isIntegralNumber() ? Optional.of(generation.asLong()) : Optional.empty());
  }

  boolean isTrue() {
    return status.equals("True");
  }

  boolean isFalse() {
    return status.equals("False");
  }

  /** The message, or the reason if there is none. */
  String text() {
    return message.isEmpty() ? reason : message;
  }
}
