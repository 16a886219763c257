package io.rolloutoperator.kube.notify;

import java.time.Instant;

/** Where the configuration of a lane is. */
@FunctionalInterface
interface Configurations {

  /** What is in force; may ask the API server. */
  Configuration current(Instant now);
}
