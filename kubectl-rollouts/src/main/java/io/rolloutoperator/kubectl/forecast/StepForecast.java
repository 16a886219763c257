package io.rolloutoperator.kubectl.forecast;

import java.util.List;

/**
 * A step at the moment at which it is done.
 *
 * @param number from 1; 0 for the promotion after the last one
 * @param label the step in the words of its Event
 * @param weight the canary's share of the traffic, or without a router of the pods as it is wanted
 * @param canary pods of the new revision
 * @param stable pods of the stable one
 * @param others pods of older revisions
 * @param waits what it waited for, in order
 */
public record StepForecast(
    int number, String label, int weight, int canary, int stable, int others, List<Wait> waits) {

  public StepForecast {
    waits = List.copyOf(waits);
  }

  /** All pods at that moment. */
  public int pods() {
    return canary + stable + others;
  }
}
