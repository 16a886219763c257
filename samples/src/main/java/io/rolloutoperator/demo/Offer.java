package io.rolloutoperator.demo;

import java.util.List;

/**
 * A version that is to go out.
 *
 * @param name how the story calls it, such as {@code version 2}
 * @param version as it is told apart in rows, such as {@code v2}
 * @param commands what a person would type to release it
 * @param release does what they do
 */
record Offer(String name, String version, List<String> commands, Action release) {

  Offer {
    commands = List.copyOf(commands);
  }

  /** The beginning of a release. */
  interface Action {
    /**
     * Asks for the version.
     *
     * @return the generation of the Rollout that asks for it
     */
    long begin() throws InterruptedException;
  }
}
