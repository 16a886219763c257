package io.rolloutoperator.kubectl.action;

import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.CommandFailure;

/**
 * A merge patch of the status.
 *
 * @param patch for the status subresource
 * @param whole for API servers without it, where the root takes the status too
 */
record StatusPatch(String patch, String whole) {

  static StatusPatch of(String patch) {
    return new StatusPatch(patch, patch);
  }

  /**
   * Sends it.
   *
   * @return whether the root was patched
   */
  boolean send(ObjectRef rollout, Cluster cluster) throws CommandFailure {
    try {
      cluster.mergeStatus(rollout, patch);
      return false;
    } catch (ApiFailure e) {
      if (!e.notFound()) {
        throw e;
      }
      cluster.merge(rollout, whole);
      return true;
    }
  }
}
