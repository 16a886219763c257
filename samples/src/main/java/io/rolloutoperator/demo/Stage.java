package io.rolloutoperator.demo;

import java.io.IOException;
import java.util.List;

/** Where a story is told: a world of this machine, or a cluster that the user has. */
interface Stage {

  /**
   * Sets everything up and tells the story. Whatever was started or made is registered to be ended.
   *
   * @throws StoryException with one line for the user when it cannot be set up or told
   */
  void play() throws IOException, InterruptedException;

  /** What a person can look at when the story could not be told to its end; it stays. */
  List<Line> leaveBehind();

  /** What to do while everything is still running. */
  List<Line> lookAround() throws IOException;
}
