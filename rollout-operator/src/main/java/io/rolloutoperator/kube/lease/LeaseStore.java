package io.rolloutoperator.kube.lease;

/**
 * One Lease object. Each call is one request, answers within two seconds and never throws. Used by
 * one thread at a time.
 */
public interface LeaseStore {
  /** Reads the Lease. */
  LeaseAnswer read();

  /** Creates the Lease. {@code Conflict} if there is one; never {@code Absent}. */
  LeaseAnswer create(LeaseRecord lease);

  /**
   * Replaces the Lease that was found or written last. {@code Conflict} if it changed since then.
   */
  LeaseAnswer replace(LeaseRecord lease);

  /**
   * Calls back after each change, perhaps late, perhaps too often, perhaps never: it saves time and
   * carries no meaning.
   */
  LeaseWatch watch(Runnable onChange);
}
