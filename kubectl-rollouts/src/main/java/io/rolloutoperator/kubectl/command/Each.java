package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.action.RolloutAction;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Session;

/** Does the same to each named object; one that fails does not keep the others from it. */
final class Each {

  /** What is done to one object. */
  @FunctionalInterface
  interface Deed {
    void to(String name) throws CommandFailure;
  }

  private Each() {}

  /**
   * Does it.
   *
   * @throws CommandFailure that of a single object; with several each is told as it happens
   */
  static int of(Arguments arguments, Session session, Deed deed) throws CommandFailure {
    if (arguments.names().size() == 1) {
      deed.to(arguments.name());
      return ExitCode.OK;
    }
    int code = ExitCode.OK;
    for (String name : arguments.names()) {
      try {
        deed.to(name);
      } catch (CommandFailure e) {
        session.out().flush();
        session.err().println("Error: " + e.line());
        code = e.exitCode();
      }
    }
    return code;
  }

  /** The same action on each named Rollout. */
  static int does(RolloutAction action, Arguments arguments, Session session)
      throws CommandFailure {
    return of(
        arguments,
        session,
        name -> session.out().println(action.on(Rollouts.named(session, name), session.cluster())));
  }
}
