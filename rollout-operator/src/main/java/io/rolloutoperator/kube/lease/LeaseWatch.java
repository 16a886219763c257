package io.rolloutoperator.kube.lease;

/** A watch of the Lease, or the attempt at one. */
public interface LeaseWatch extends AutoCloseable {

  /** Whether changes are still seen; a watch that has ended does not begin again. */
  boolean isOpen();

  @Override
  void close();
}
