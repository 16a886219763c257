package io.rolloutoperator.kubectl.dashboard;

import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.cli.CommandFailure;

/** Opens connections to the cluster with the user's own credentials. */
@FunctionalInterface
public interface Clusters {

  /** New connections, to be closed by the caller. */
  Cluster open() throws CommandFailure;
}
