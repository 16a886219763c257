package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import org.jspecify.annotations.Nullable;

/**
 * A container as it is reported.
 *
 * @param id of the last started one, empty before the first
 * @param sidecar an init container that goes on running
 */
record ContainerView(
    String name,
    String image,
    String id,
    ContainerState state,
    @Nullable ContainerState lastState,
    boolean ready,
    boolean started,
    int restarts,
    boolean sidecar) {

  ObjectNode json() {
    ObjectNode status =
        Json.object()
            .put("name", name)
            .put("image", image)
            .put("imageID", id.isEmpty() ? "" : image)
            .put("ready", ready)
            .put("started", started)
            .put("restartCount", restarts);
    if (!id.isEmpty()) {
      status.put("containerID", id);
    }
    status.set("state", state.json());
    if (lastState != null) {
      status.set("lastState", lastState.json());
    }
    return status;
  }

  /** Returns whether an init container lets the next one start. */
  boolean initialized() {
    return sidecar
        ? started
        : state instanceof ContainerState.Terminated ended && ended.exitCode() == 0;
  }
}
