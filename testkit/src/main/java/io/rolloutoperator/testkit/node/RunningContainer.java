package io.rolloutoperator.testkit.node;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** A started container of any kind. */
interface RunningContainer {
  /** Returns the runtime's id, such as {@code process://4711}. */
  String id();

  /** Returns the exit code once the container has ended. */
  OptionalInt exitCode(Instant now);

  /** Returns whether the container is ready as far as it knows itself; probes come on top. */
  boolean ready(Instant now);

  /** Returns when one of the above may change by time alone; {@code Instant.MAX} if never. */
  Instant changesAt(Instant now);

  /** Asks the container to end, as SIGTERM does. */
  void terminate(Instant now);

  /** Ends the container at once, as SIGKILL does. */
  void kill();

  /**
   * Runs a command as if inside the container.
   *
   * @return whether it ended with 0 in time
   */
  boolean exec(List<String> command, Duration timeout) throws IOException, InterruptedException;
}
