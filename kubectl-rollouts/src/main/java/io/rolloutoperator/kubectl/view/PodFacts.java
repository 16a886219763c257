package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A pod as {@code kubectl get pods} tells it. */
final class PodFacts {

  private final JsonNode pod;
  private final Health health;

  PodFacts(JsonNode pod) {
    this.pod = pod;
    this.health = health(reason(pod));
  }

  TreeNode node() {
    Line info = Line.of("ready:" + ready() + "/" + At.node(pod, "spec", "containers").size());
    int restarts = restarts();
    info = restarts > 0 ? info.plus(",").plus("restarts:" + restarts, Tone.WAITING) : info;
    return TreeNode.of(pod, "□", "Pod", health, info, List.of()).with(Tone.PLAIN);
  }

  private long ready() {
    return At.node(pod, "status", "containerStatuses")
        .valueStream()
        .filter(container -> At.flag(container, "ready"))
        .count();
  }

  private int restarts() {
    return At.node(pod, "status", "containerStatuses")
        .valueStream()
        .mapToInt(container -> At.count(container, "restartCount"))
        .sum();
  }

  Health health() {
    return health;
  }

  private static Health health(String reason) {
    Health health = Health.of(reason);
    boolean known = !health.tone().equals(Tone.QUIET);
    return known || reason.equals("Terminating") ? health : new Health(reason, "✖", Tone.BAD);
  }

  /** The reason of the first container that has one, else the pod's own, else its phase. */
  private static String reason(JsonNode pod) {
    if (At.node(pod, "metadata").has("deletionTimestamp")) {
      return "Terminating";
    }
    for (JsonNode container : At.node(pod, "status", "initContainerStatuses")) {
      String waiting = At.text(container, "state", "waiting", "reason");
      if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
        return "Init:" + waiting;
      }
    }
    for (JsonNode container : At.node(pod, "status", "containerStatuses")) {
      for (String state : List.of("waiting", "terminated")) {
        String reason = At.text(container, "state", state, "reason");
        if (!reason.isEmpty()) {
          return reason;
        }
      }
    }
    String own = At.text(pod, "status", "reason");
    String phase = At.text(pod, "status", "phase");
    return own.isEmpty() ? (phase.isEmpty() ? "Pending" : phase) : own;
  }
}
