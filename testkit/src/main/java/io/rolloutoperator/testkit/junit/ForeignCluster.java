package io.rolloutoperator.testkit.junit;

import java.nio.file.Path;

/**
 * A cluster that the test kit did not make, such as K3s in a container. Its nodes have the image
 * that the shipped manifests name; no operator works in all its namespaces.
 */
public interface ForeignCluster extends AutoCloseable {

  /** Finds a foreign cluster; {@link java.util.ServiceLoader} finds this. */
  interface Provider {
    /**
     * Opens the cluster. Passes the test over by {@link org.junit.jupiter.api.Assumptions} where
     * there is none.
     */
    ForeignCluster open();
  }

  /** Returns an administrator's kubeconfig, with credentials inline. */
  Path kubeconfig();

  /** Returns an image whose container does nothing until it is told to end. */
  String appImage();

  @Override
  void close();
}
