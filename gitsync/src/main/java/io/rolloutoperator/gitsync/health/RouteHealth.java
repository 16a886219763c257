package io.rolloutoperator.gitsync.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Objects of the Gateway API: what their controllers say about the present generation. */
final class RouteHealth {

  /** A controller that has said nothing for so long may not exist; that must not block. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  private RouteHealth() {}

  static Health route(ObjectNode live, Instant now) {
    JsonNode parents = live.path("status").path("parents");
    if (parents.isEmpty() && live.path("spec").path("parentRefs").isEmpty()) {
      return Health.current("it belongs to no Gateway");
    }
    if (parents.isEmpty()) {
      return silent(live, now);
    }
    List<JsonNode> all = parents.valueStream().toList();
    Function<JsonNode, String> name = parent -> parent.path("parentRef").path("name").asText();
    return first(live, all, name, "Accepted", true)
        .or(() -> first(live, all, name, "ResolvedRefs", true))
        .orElseGet(Health::current);
  }

  static Health gateway(ObjectNode live, Instant now) {
    JsonNode status = live.path("status");
    if (reportedNothing(status)) {
      return silent(live, now);
    }
    List<JsonNode> listeners = status.path("listeners").valueStream().toList();
    return first(live, List.of(status), node -> "", "Accepted", true)
        .or(() -> first(live, listeners, node -> node.path("name").asText(), "ResolvedRefs", false))
        .orElseGet(Health::current);
  }

  /** The CRD itself writes conditions that nobody has observed. */
  private static boolean reportedNothing(JsonNode status) {
    return Condition.find(status, "Accepted")
        .filter(c -> !c.status().equals("Unknown") || !c.reason().equals("Pending"))
        .isEmpty();
  }

  private static Health silent(ObjectNode live, Instant now) {
    return HealthRules.youngUntil(live, SILENCE)
        .filter(now::isBefore)
        .map(end -> Health.inProgressUntil(end, "no controller has accepted it yet"))
        .orElseGet(() -> Health.current("no controller reports about it"));
  }

  /** The first of the parents that has not the condition for this generation. */
  private static Optional<Health> first(
      ObjectNode live,
      List<JsonNode> parents,
      Function<JsonNode, String> name,
      String type,
      boolean required) {
    long generation = live.path("metadata").path("generation").asLong();
    for (JsonNode parent : parents) {
      Optional<Condition> condition = Condition.find(parent, type);
      String subject = OneLine.clean(name.apply(parent) + " " + type, Health.LONGEST_MESSAGE);
      if (condition.isEmpty() && !required) {
        continue;
      }
      if (condition.isEmpty() || condition.get().generation().orElse(generation) < generation) {
        return Optional.of(Health.inProgress(subject + " is not known for this generation"));
      }
      if (condition.get().isFalse()) {
        return Optional.of(Health.failed(subject + " is False: " + condition.get().text()));
      }
      if (!condition.get().isTrue()) {
        return Optional.of(Health.inProgress(subject + " is not known yet"));
      }
    }
    return Optional.empty();
  }
}
