package io.rolloutoperator.kubectl.command;

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
}
