package io.rolloutoperator.gitsync.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Kinds whose health is one field or one or two conditions. */
final class ConditionHealth {

  private ConditionHealth() {}

  static Health ready(ObjectNode live, Instant now) {
    Optional<Condition> ready = Condition.find(live.path("status"), "Ready");
    return ready.filter(Condition::isTrue).isPresent()
        ? Health.current()
        : Health.inProgress(ready.map(Condition::text).orElse("not ready"));
  }

  static Health claim(ObjectNode live, Instant now) {
    String phase = live.path("status").path("phase").asText();
    return phase.equals("Bound") ? Health.current() : Health.inProgress("not bound");
  }

  static Health service(ObjectNode live, Instant now) {
    JsonNode spec = live.path("spec");
    boolean waits =
        spec.path("type").asText().equals("LoadBalancer")
            && spec.path("clusterIP").asText().isEmpty();
    return waits ? Health.inProgress("no cluster IP yet") : Health.current();
  }

  static Health definition(ObjectNode live, Instant now) {
    JsonNode status = live.path("status");
    Optional<Condition> refused =
        Condition.find(status, "NamesAccepted").filter(Condition::isFalse);
    if (refused.isPresent()) {
      return Health.failed(refused.get().text());
    }
    Optional<Condition> established = Condition.find(status, "Established");
    if (established.filter(Condition::isTrue).isPresent()) {
      return Health.current();
    }
    return established
        .filter(c -> c.isFalse() && !c.reason().equals("Installing"))
        .map(c -> Health.failed(c.text()))
        .orElseGet(() -> Health.inProgress("not established"));
  }

  static Health autoscaler(ObjectNode live, Instant now) {
    JsonNode status = live.path("status");
    Optional<Condition> able = Condition.find(status, "AbleToScale");
    Optional<Condition> active = Condition.find(status, "ScalingActive");
    if (able.filter(c -> c.isFalse() && c.reason().equals("FailedGetScale")).isPresent()) {
      return Health.failed(able.get().text());
    }
    // somebody scaled the target to zero, which is the documented way to switch it off
    if (active.filter(c -> c.reason().equals("ScalingDisabled")).isPresent()) {
      return Health.current(active.get().text());
    }
    return firstNotTrue(able, active).map(Health::inProgress).orElseGet(Health::current);
  }

  private static Optional<String> firstNotTrue(
      Optional<Condition> able, Optional<Condition> active) {
    if (able.filter(Condition::isTrue).isEmpty()) {
      return Optional.of(able.map(Condition::text).orElse("not observed yet"));
    }
    return active.filter(Condition::isTrue).isPresent()
        ? Optional.empty()
        : Optional.of(active.map(Condition::text).orElse("not active yet"));
  }

  static Health sealedSecret(ObjectNode live, Instant now) {
    Optional<Condition> synced = Condition.find(live.path("status"), "Synced");
    if (synced.filter(Condition::isTrue).isPresent()) {
      return Health.current();
    }
    return synced
        .filter(Condition::isFalse)
        .map(c -> Health.failed(c.text()))
        .orElseGet(() -> Health.inProgress("not unsealed yet"));
  }
}
