package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Session;

/** What commands on Rollouts have in common. */
final class Rollouts {

  private Rollouts() {}

  /** A Rollout of the session's namespace. */
  static ObjectRef named(Session session, String name) throws CommandFailure {
    return new ObjectRef(Kind.ROLLOUT, session.namespace(), name);
  }

  /**
   * Changes the status; API servers without a status subresource get the same patch at the root.
   */
  static void patchStatus(Session session, ObjectRef rollout, String patch, String whole)
      throws CommandFailure {
    try {
      session.cluster().mergeStatus(rollout, patch);
    } catch (ApiFailure e) {
      if (!e.notFound()) {
        throw e;
      }
      session.cluster().merge(rollout, whole);
    }
  }
}
