package io.rolloutoperator.notify.template;

import java.util.List;

/**
 * Commands, each of which gets the value of the one before as its last argument.
 *
 * @param variables that take the value, with their dollars
 * @param assigns whether the variables exist already
 */
record Pipeline(List<String> variables, boolean assigns, List<Command> commands) {

  /** A value, or a function or method with its arguments. */
  record Command(List<Operand> operands) {}
}
