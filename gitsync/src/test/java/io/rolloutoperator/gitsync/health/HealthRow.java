package io.rolloutoperator.gitsync.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.health.Health.State;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import org.junit.jupiter.params.provider.Arguments;

/** One row of a table of health: an object in a line of YAML and what it shall count as. */
final class HealthRow {

  static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

  private HealthRow() {}

  /**
   * A row.
   *
   * @param kind apiVersion and kind
   * @param rest all other fields
   */
  static Arguments row(String kind, String rest, State state, String message) {
    return Arguments.of(kind, rest, state, message);
  }

  static void check(String kind, String rest, State state, String message) {
    Health health = HealthRules.of(object(kind, rest), NOW);

    assertThat(health.state()).as(health.toString()).isEqualTo(state);
    assertThat(health.message()).isEqualTo(message);
  }

  static ObjectNode object(String kind, String rest) {
    String[] words = kind.split(" ", -1);
    return Json.yaml("{apiVersion: %s, kind: %s, %s}".formatted(words[0], words[1], rest))
        .getFirst();
  }
}
