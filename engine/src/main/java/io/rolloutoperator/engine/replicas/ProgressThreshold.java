package io.rolloutoperator.engine.replicas;

/**
 * How many available canary pods let a step, a weight or the promotion proceed ({@code
 * replicaProgressThreshold}).
 */
public sealed interface ProgressThreshold {

  /** No threshold: every pod. */
  record All() implements ProgressThreshold {}

  /**
   * A share of the needed pods.
   *
   * @param percent of the needed pods, 0 to 100; a fraction is rounded up, so that a few per cent
   *     of few pods is never "none"
   */
  record Percent(int percent) implements ProgressThreshold {}

  /**
   * A number of pods.
   *
   * @param pods at least 0; more than are needed counts as all
   */
  record Pods(int pods) implements ProgressThreshold {}

  /**
   * The available pods that suffice where {@code needed} are wanted; at least 1 unless none is
   * wanted.
   *
   * @param needed at least 0
   */
  default int required(int needed) {
    long required =
        switch (this) {
          case All() -> needed;
          case Percent(int percent) -> Math.ceilDiv((long) percent * needed, 100L);
          case Pods(int pods) -> pods;
        };
    return Math.clamp(required, Math.min(1, needed), needed);
  }
}
