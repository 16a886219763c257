package io.rolloutoperator.kube.notify;

import java.time.Instant;
import java.util.Optional;

/** Where the configuration of a lane is. */
@FunctionalInterface
interface Configurations {

  /**
   * What is in force in a namespace; empty as long as nobody knows. May ask the API server, and
   * wait for it.
   */
  Optional<Configuration> current(String namespace, Instant now);
}
