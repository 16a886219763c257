package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Starts containers of one kind. */
interface ContainerRuntime {

  /**
   * All that a container is started with.
   *
   * @param pod as last seen
   * @param container its entry in the pod's spec
   * @param environment all variables, {@code POD_IP} among them
   * @param root folder that stands for the container's file system: mounted volumes are at their
   *     mount paths below it
   * @param log file for the output
   * @param changed to be called when the container ended by itself
   */
  record Launch(
      JsonNode pod,
      JsonNode container,
      String address,
      Map<String, String> environment,
      Path root,
      Path log,
      Instant now,
      Runnable changed) {}

  /**
   * Starts a container.
   *
   * @throws IOException when it cannot run, with a message for the container's status
   */
  RunningContainer start(Launch launch) throws IOException;

  /** Returns whether the agent has to run the containers' probes and hooks. */
  boolean probed();
}
