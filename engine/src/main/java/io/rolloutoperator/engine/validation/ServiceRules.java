package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.rollout.BlueGreenStrategy;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.PingPongSpec;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.validation.References.ServiceState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Services of a Rollout: they exist, select its pods, and belong to no other Rollout. */
final class ServiceRules {

  /** Set in selectors by the controller itself. */
  private static final String HASH_LABEL = "rollouts-pod-template-hash";

  private static final String CANARY = "spec.strategy.canary.";
  private static final String BLUE_GREEN = "spec.strategy.blueGreen.";

  private ServiceRules() {}

  static Stream<SpecError> check(
      String rolloutName, RolloutSpec spec, JsonNode template, References references) {
    JsonNode labels = template.path("metadata").path("labels");
    return services(spec).entrySet().stream()
        .filter(service -> !service.getValue().isEmpty())
        .flatMap(
            service -> {
              ServiceState state = references.services().get(service.getValue());
              return state == null
                  ? Stream.of(error(service, "service %s not found"))
                  : Stream.concat(
                      isPending(spec, template) ? Stream.empty() : labels(service, state, labels),
                      owner(service, state, rolloutName));
            });
  }

  static Set<String> named(RolloutSpec spec) {
    return services(spec).values().stream()
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  /** The Services by the path of the field that names them. */
  private static Map<String, String> services(RolloutSpec spec) {
    Map<String, String> services = new LinkedHashMap<>();
    BlueGreenStrategy blueGreen = spec.strategy().blueGreen();
    if (blueGreen != null) {
      services.put(BLUE_GREEN + "activeService", blueGreen.activeService());
      services.put(BLUE_GREEN + "previewService", blueGreen.previewService());
    }
    CanaryStrategy canary = spec.strategy().canary();
    if (canary != null) {
      services.put(CANARY + "stableService", canary.stableService());
      services.put(CANARY + "canaryService", canary.canaryService());
      PingPongSpec pingPong = canary.pingPong();
      if (pingPong != null) {
        services.put(CANARY + "pingPong.pingService", pingPong.pingService());
        services.put(CANARY + "pingPong.pongService", pingPong.pongService());
      }
    }
    return services;
  }

  /** A template that stands in a workload which is not known has no labels yet. */
  private static boolean isPending(RolloutSpec spec, JsonNode template) {
    return spec.workloadRef() != null && template.path("metadata").path("labels").isEmpty();
  }

  private static Stream<SpecError> labels(
      Map.Entry<String, String> service, ServiceState state, JsonNode labels) {
    return new TreeMap<>(state.selector())
        .entrySet().stream()
            .filter(label -> !label.getKey().equals(HASH_LABEL))
            .filter(label -> !labels.path(label.getKey()).asText("").equals(label.getValue()))
            .map(
                label ->
                    error(
                        service,
                        "Service %s has unmatch label "
                            + ShownValue.of(label.getKey()).replace("%", "%%")
                            + " in rollout"));
  }

  private static Stream<SpecError> owner(
      Map.Entry<String, String> service, ServiceState state, String rolloutName) {
    return state
        .managedBy()
        .filter(owner -> !owner.equals(rolloutName))
        .map(owner -> error(service, "Service %s is managed by another Rollout"))
        .stream();
  }

  private static SpecError error(Map.Entry<String, String> service, String format) {
    String shown = ShownValue.of(service.getValue());
    return new SpecError.Invalid(service.getKey(), shown, format.formatted(shown));
  }
}
