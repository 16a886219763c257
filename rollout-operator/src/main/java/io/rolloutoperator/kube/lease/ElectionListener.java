package io.rolloutoperator.kube.lease;

import io.rolloutoperator.kube.fence.LeaseFence;

/** Told about the two moments that matter. Called on the election's thread: must return at once. */
public interface ElectionListener {
  /** This process leads; the fence is open. Called at most once. */
  void elected(LeaseFence.Term term);

  /**
   * This process does not lead any more; the fence is closed for good. Called at most once, never
   * after a release.
   *
   * @param why one line
   */
  void lost(String why);
}
