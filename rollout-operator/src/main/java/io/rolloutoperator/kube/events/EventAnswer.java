package io.rolloutoperator.kube.events;

/** How the attempt to write one Event ended. */
sealed interface EventAnswer {
  /** It is in the store. */
  record Written() implements EventAnswer {}

  /** The Event to count up does not exist any more. */
  record Gone() implements EventAnswer {}

  /** An Event of that name exists already. */
  record NameTaken() implements EventAnswer {}

  /** It can never be written: its namespace is gone, or the API server calls it malformed. */
  record Hopeless(String why) implements EventAnswer {}

  /** Not written, or not known whether; worth another attempt. */
  record TryAgain(String why) implements EventAnswer {}
}
