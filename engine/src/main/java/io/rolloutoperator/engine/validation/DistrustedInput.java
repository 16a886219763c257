package io.rolloutoperator.engine.validation;

import io.rolloutoperator.engine.snapshot.Annotations;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Annotations and status fields that somebody else has written and that make no sense. They are
 * ignored and worked out anew; each is worth one Warning.
 */
public final class DistrustedInput {

  /** Reason of the Event that tells such a value. */
  public static final String EVENT = "ValueIgnored";

  private static final Set<String> PHASES =
      Set.of("", "Healthy", "Degraded", "Progressing", "Paused");

  private DistrustedInput() {}

  /** A revision annotation that is no number. */
  public static Stream<String> revisionWarnings(Map<String, String> annotations) {
    return warning(annotations, Annotations.REVISION, Annotations::isNumber);
  }

  /**
   * A time of a ReplicaSet's scale-down that counts as none.
   *
   * @param trusted whether it is a time and not too far away
   */
  public static Stream<String> deadlineWarnings(Map<String, String> annotations, boolean trusted) {
    return warning(annotations, Annotations.SCALE_DOWN_DEADLINE, _ -> trusted);
  }

  private static Stream<String> warning(
      Map<String, String> annotations, String key, Predicate<String> valid) {
    String text = annotations.get(key);
    return text == null || valid.test(text)
        ? Stream.empty()
        : Stream.of(
            "annotation %s has invalid value %s; ignored".formatted(key, ShownValue.of(text)));
  }

  /**
   * A step index outside the steps, an unknown phase.
   *
   * @param stepIndex {@code status.currentStepIndex}
   * @param steps the number of steps; the index may be equal to it
   */
  public static Stream<String> statusWarnings(
      String phase, @Nullable Integer stepIndex, int steps) {
    Stream<String> index =
        stepIndex == null || (stepIndex >= 0 && stepIndex <= steps)
            ? Stream.empty()
            : Stream.of(
                "status.currentStepIndex %d is out of range 0..%d; recomputed from spec"
                    .formatted(stepIndex, steps));
    Stream<String> unknown =
        PHASES.contains(phase)
            ? Stream.empty()
            : Stream.of(
                "status.phase %s is unknown; recomputed from spec".formatted(ShownValue.of(phase)));
    return Stream.concat(index, unknown);
  }
}
