package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A pod's status computed from its containers, as a kubelet does. It has no conditions but the five
 * of a kubelet, so that a strategic merge patch leaves those of others alone.
 *
 * @param pod as last seen
 * @param startedAt when the node took the pod
 * @param over whether the pod is being removed, so that no container will start again
 */
record PodStatus(
    JsonNode pod,
    List<ContainerView> init,
    List<ContainerView> main,
    String address,
    Instant startedAt,
    boolean over) {

  /**
   * Returns the status.
   *
   * @param before the one last written, for the times of conditions that did not change
   */
  ObjectNode json(JsonNode before, Instant now) {
    ObjectNode status = Json.object();
    long generation = pod.path("metadata").path("generation").asLong(1);
    status.put("observedGeneration", generation);
    status.put("phase", phase());
    status.put("hostIP", NodeRegistration.ADDRESS);
    status.putArray("hostIPs").addObject().put("ip", NodeRegistration.ADDRESS);
    status.put("podIP", address);
    status.putArray("podIPs").addObject().put("ip", address);
    status.put("startTime", ContainerState.seconds(startedAt));
    if (!init.isEmpty()) {
      statuses(status.putArray("initContainerStatuses"), init);
    }
    statuses(status.putArray("containerStatuses"), main);
    conditions(status.putArray("conditions"), before.path("conditions"), generation, now);
    return status;
  }

  private static void statuses(ArrayNode list, List<ContainerView> containers) {
    containers.forEach(container -> list.add(container.json()));
  }

  boolean initialized() {
    return init.stream().allMatch(ContainerView::initialized);
  }

  String phase() {
    String policy = over ? "Never" : pod.path("spec").path("restartPolicy").asText("Always");
    if (!initialized()) {
      return policy.equals("Never")
              && init.stream().anyMatch(view -> ended(view) && !view.initialized())
          ? "Failed"
          : "Pending";
    }
    if (main.stream().anyMatch(PodStatus::neverStarted)) {
      return over ? "Failed" : "Pending";
    }
    if (policy.equals("Always") || !main.stream().allMatch(PodStatus::ended)) {
      return "Running";
    }
    return main.stream().allMatch(ContainerView::initialized)
        ? "Succeeded"
        : policy.equals("Never") ? "Failed" : "Running";
  }

  private static boolean ended(ContainerView view) {
    return view.state() instanceof ContainerState.Terminated;
  }

  private static boolean neverStarted(ContainerView view) {
    return view.state() instanceof ContainerState.Waiting && view.lastState() == null;
  }

  private void conditions(ArrayNode list, JsonNode before, long generation, Instant now) {
    boolean containers = initialized() && main.stream().allMatch(ContainerView::ready);
    boolean gates = gatesOpen();
    String why =
        switch (phase()) {
          case "Succeeded" -> "PodCompleted";
          case "Failed" -> "PodFailed";
          default -> "ContainersNotReady";
        };
    String unready = names("containers with unready status: ", main, false);
    Condition ready =
        containers && !gates
            ? new Condition("Ready", false, "ReadinessGatesNotReady", gatesMessage())
            : new Condition("Ready", containers, why, unready);
    List<Condition> all =
        List.of(
            new Condition(
                "PodReadyToStartContainers",
                !phase().equals("Succeeded") && !phase().equals("Failed"),
                "",
                ""),
            new Condition(
                "Initialized",
                initialized(),
                "ContainersNotInitialized",
                names("containers with incomplete status: ", init, true)),
            ready,
            new Condition("ContainersReady", containers, why, unready),
            new Condition("PodScheduled", true, "", ""));
    all.forEach(condition -> list.add(condition.json(before, generation, now)));
  }

  private static String names(String text, List<ContainerView> views, boolean incomplete) {
    return views.stream()
        .filter(view -> incomplete ? !view.initialized() : !view.ready())
        .map(ContainerView::name)
        .collect(Collectors.joining(" ", text + "[", "]"));
  }

  private boolean gatesOpen() {
    return Json.elements(pod.path("spec").path("readinessGates"))
        .allMatch(gate -> isTrue(gate.path("conditionType").asText()));
  }

  private String gatesMessage() {
    return Json.elements(pod.path("spec").path("readinessGates"))
        .map(gate -> gate.path("conditionType").asText())
        .filter(type -> !isTrue(type))
        .map(type -> "corresponding condition of pod readiness gate \"" + type + "\" is not True.")
        .collect(Collectors.joining(", "));
  }

  private boolean isTrue(String type) {
    return Json.elements(pod.path("status").path("conditions"))
        .anyMatch(
            condition ->
                condition.path("type").asText().equals(type)
                    && condition.path("status").asText().equals("True"));
  }

  /** Reason and message are those of a condition that is not met. */
  private record Condition(String type, boolean met, String reason, String message) {
    ObjectNode json(JsonNode before, long generation, Instant now) {
      String status = met ? "True" : "False";
      ObjectNode condition = Json.object().put("type", type).put("status", status);
      condition.put("observedGeneration", generation);
      condition.putNull("lastProbeTime");
      condition.put("lastTransitionTime", since(before, status, now));
      if (met) {
        condition.putNull("reason").putNull("message"); // so that the merge removes old ones
      } else {
        condition.put("reason", reason).put("message", message);
      }
      return condition;
    }

    private String since(JsonNode before, String status, Instant now) {
      return Json.elements(before)
          .filter(old -> old.path("type").asText().equals(type))
          .filter(old -> old.path("status").asText().equals(status))
          .map(old -> old.path("lastTransitionTime").asText())
          .findFirst()
          .orElse(ContainerState.seconds(now));
    }
  }
}
