package io.rolloutoperator.gitsync.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Pods and Jobs. */
final class PodHealth {

  /** A node may be about to come. */
  static final Duration SCHEDULING = Duration.ofSeconds(15);

  private PodHealth() {}

  static Health pod(ObjectNode live, Instant now) {
    JsonNode status = live.path("status");
    return switch (status.path("phase").asText()) {
      case "Succeeded" -> Health.current("completed");
      case "Failed" -> Health.current("ended with a failure");
      case "Running" -> running(status);
      default -> pending(live, now);
    };
  }

  private static Health running(JsonNode status) {
    if (Condition.find(status, "Ready").filter(Condition::isTrue).isPresent()) {
      return Health.current();
    }
    return crashing(status).orElseGet(() -> Health.inProgress("not ready"));
  }

  private static Optional<Health> crashing(JsonNode status) {
    for (String list : new String[] {"initContainerStatuses", "containerStatuses"}) {
      for (JsonNode container : status.path(list)) {
        String waiting = container.path("state").path("waiting").path("reason").asText();
        if (waiting.equals("CrashLoopBackOff")) {
          String name = OneLine.clean(container.path("name").asText(), Health.LONGEST_MESSAGE);
          return Optional.of(Health.failed("container " + name + " crashes again and again"));
        }
      }
    }
    return Optional.empty();
  }

  private static Health pending(ObjectNode live, Instant now) {
    JsonNode status = live.path("status");
    Optional<Condition> unschedulable =
        Condition.find(status, "PodScheduled")
            .filter(c -> c.isFalse() && c.reason().equals("Unschedulable"));
    if (unschedulable.isEmpty()) {
      return crashing(status).orElseGet(() -> Health.inProgress("not started"));
    }
    return HealthRules.youngUntil(live, SCHEDULING)
        .filter(end -> !now.isAfter(end))
        .map(end -> Health.inProgressUntil(end.plusMillis(1), "not scheduled"))
        .orElseGet(() -> Health.failed("cannot be scheduled: " + unschedulable.get().text()));
  }

  static Health job(ObjectNode live, Instant now) {
    JsonNode status = live.path("status");
    Optional<Condition> failed = Condition.find(status, "Failed").filter(Condition::isTrue);
    if (failed.isPresent()) {
      return Health.failed(failed.get().text());
    }
    return Condition.find(status, "Complete").filter(Condition::isTrue).isPresent()
        ? Health.current()
        : Health.inProgress("not complete");
  }
}
