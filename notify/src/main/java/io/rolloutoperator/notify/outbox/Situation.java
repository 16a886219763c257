package io.rolloutoperator.notify.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known when it is decided which notifications are due.
 *
 * @param sources whose configurations apply, in the order in which they are asked
 * @param rollout what the notifications are about
 * @param happenings since the last decision, in their order
 */
public record Situation(
    List<Source> sources, RolloutIdentity rollout, List<Happening> happenings, Instant now) {

  public Situation {
    sources = List.copyOf(sources);
    happenings = List.copyOf(happenings);
  }

  /**
   * The object and its revision.
   *
   * @param revision the number of the revision under way
   */
  public record RolloutIdentity(
      String namespace,
      String uid,
      String revision,
      Map<String, String> labels,
      Map<String, String> annotations) {
    public RolloutIdentity {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }
}
