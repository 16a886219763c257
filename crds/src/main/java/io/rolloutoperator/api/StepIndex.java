package io.rolloutoperator.api;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code status.currentStepIndex}, which anybody with the right to write a status may set.
 */
public final class StepIndex {

  private StepIndex() {}

  /**
   * The index of the step to be completed, 0 to the number of steps, which means that all are done.
   *
   * <p>An index outside says nothing about these steps and counts as absent: the update is at its
   * first step. Above all it never counts as "all done": a revision becomes the stable one by its
   * steps or by a person's word (safety M1, M4), never by a number that makes no sense.
   *
   * @param written as in the status; null if it is absent
   * @param steps the number of steps, at least 0
   */
  public static int within(@Nullable Integer written, int steps) {
    return written == null || written < 0 || written > steps ? 0 : written;
  }
}
